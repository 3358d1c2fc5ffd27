package dev.tocsin.model;

import java.util.List;

/**
 * A native histogram with floating point counts, as Prometheus has it: exponential buckets (schemas -4 to 8, where
 * bucket {@code i} ends at {@code 2^(i * 2^-schema)}) around a zero bucket, or custom buckets (schema -53) that end at
 * the {@link #bounds}. Immutable.
 *
 * @param reset what is known of a counter reset before this histogram
 * @param schema resolution, or {@link #CUSTOM}
 * @param zeroThreshold half the width of the zero bucket
 * @param zeroCount observations in the zero bucket
 * @param count all observations, those of NaN among them
 * @param sum of all observations
 * @param positive buckets above zero; all the buckets of a custom schema, from index 0
 * @param negative buckets below zero, mirrored
 * @param bounds upper ends of custom buckets without +Inf, ascending; empty otherwise
 */
public record FloatHistogram(
        CounterReset reset,
        int schema,
        double zeroThreshold,
        double zeroCount,
        double count,
        double sum,
        Buckets positive,
        Buckets negative,
        List<Double> bounds) {
    /** The schema of custom buckets, such as those made from a classic histogram. */
    public static final int CUSTOM = -53;

    /** The coarsest exponential schema: each bucket ends at 65536 times the end of the one before. */
    public static final int COARSEST = -4;

    /** The finest exponential schema: 256 buckets for a factor of two. */
    public static final int FINEST = 8;

    /** What is known of a counter reset between the histogram before and this one. */
    public enum CounterReset {
        /** Nothing; must be found by comparison. */
        UNKNOWN,
        /** The counter was reset. */
        RESET,
        /** It was not. */
        NOT_RESET,
        /** Not a counter at all. */
        GAUGE
    }

    public FloatHistogram {
        bounds = List.copyOf(bounds);
    }

    /** An exponential histogram without observations. */
    public static FloatHistogram empty(int schema) {
        return new FloatHistogram(
                CounterReset.UNKNOWN, schema, 0, 0, 0, 0, Buckets.empty(), Buckets.empty(), List.of());
    }

    /** Whether the buckets end at {@link #bounds} rather than at powers. */
    public boolean isCustom() {
        return schema == CUSTOM;
    }

    /** The same with another hint. */
    public FloatHistogram with(CounterReset hint) {
        return hint == reset
                ? this
                : new FloatHistogram(hint, schema, zeroThreshold, zeroCount, count, sum, positive, negative, bounds);
    }
}
