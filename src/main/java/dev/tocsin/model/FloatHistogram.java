package dev.tocsin.model;

import java.util.List;

/**
 * A native histogram with floating point counts, as Prometheus has it: exponential buckets (schemas -4 to 8, where
 * bucket {@code i} ends at {@code 2^(i * 2^-schema)}) around a zero bucket, or custom buckets (schema -53) that end at
 * the {@link #bounds}. Immutable. Sums and differences are in {@link HistogramSum}.
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

    /** One without observations and with the same buckets, after a reset: what this one began with. */
    public FloatHistogram zero() {
        return new FloatHistogram(
                CounterReset.RESET, schema, zeroThreshold, 0, 0, 0, Buckets.empty(), Buckets.empty(), bounds);
    }

    /** Whether the buckets end at {@link #bounds} rather than at powers. */
    public boolean isCustom() {
        return schema == CUSTOM;
    }

    /** Whether this is the end of a series rather than a measurement: its sum is the stale marker. */
    public boolean isStale() {
        return Sample.isStale(sum);
    }

    /** The same with another hint. */
    public FloatHistogram with(CounterReset hint) {
        return hint == reset
                ? this
                : new FloatHistogram(hint, schema, zeroThreshold, zeroCount, count, sum, positive, negative, bounds);
    }

    /** The same with other statistics and buckets. */
    public FloatHistogram with(double newZeroCount, double newCount, double newSum, Buckets above, Buckets below) {
        return new FloatHistogram(reset, schema, zeroThreshold, newZeroCount, newCount, newSum, above, below, bounds);
    }

    /** All counts and the sum multiplied; a negative factor makes a gauge of it. */
    public FloatHistogram times(double factor) {
        // Custom buckets have no zero bucket, which a factor without a finite value must not make.
        return with(
                        isCustom() ? 0 : zeroCount * factor,
                        count * factor,
                        sum * factor,
                        positive.times(factor),
                        negative.times(factor))
                .with(factor < 0 ? CounterReset.GAUGE : reset);
    }

    /** All counts and the sum divided; by zero, the buckets are lost. A negative divisor makes a gauge of it. */
    public FloatHistogram dividedBy(double divisor) {
        return with(
                        isCustom() ? 0 : zeroCount / divisor,
                        count / divisor,
                        sum / divisor,
                        divisor == 0 ? Buckets.empty() : positive.dividedBy(divisor),
                        divisor == 0 ? Buckets.empty() : negative.dividedBy(divisor))
                .with(divisor < 0 ? CounterReset.GAUGE : reset);
    }

    /** The same without buckets that count zero. */
    public FloatHistogram compact() {
        return with(zeroCount, count, sum, positive.compact(), negative.compact());
    }

    /** The same in a coarser exponential schema; this one when it is as coarse already. */
    public FloatHistogram coarsened(int target) {
        if (isCustom() || target >= schema) {
            return this;
        }
        return new FloatHistogram(
                reset,
                target,
                zeroThreshold,
                zeroCount,
                count,
                sum,
                positive.coarser(schema - target),
                negative.coarser(schema - target),
                bounds);
    }

    /** Whether some count or the sum has become infinite. */
    public boolean overflows() {
        return Double.isInfinite(zeroCount)
                || Double.isInfinite(count)
                || Double.isInfinite(sum)
                || positive.overflows()
                || negative.overflows();
    }

    /** Whether layout, counts and sum are the same, to the bit; hints aside. */
    public boolean sameAs(FloatHistogram other) {
        return with(CounterReset.UNKNOWN).equals(other.with(CounterReset.UNKNOWN));
    }

    /** Whether a counter was reset between {@code previous} and this: by the hint, else by comparison. */
    public boolean isResetAfter(FloatHistogram previous) {
        return switch (reset) {
            case RESET -> true;
            case NOT_RESET -> false;
            case UNKNOWN, GAUGE -> ResetDetection.isReset(previous, this);
        };
    }

    /** As Prometheus writes it: {@code {count:20, sum:10, [-2,-1):2, [-0.001,0.001]:2, (0.5,1]:1}}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{count:")
                .append(GoFloat.general(count))
                .append(", sum:")
                .append(GoFloat.general(sum));
        HistogramBucket.written(this).forEach(bucket -> text.append(", ").append(bucket));
        return text.append('}').toString();
    }
}
