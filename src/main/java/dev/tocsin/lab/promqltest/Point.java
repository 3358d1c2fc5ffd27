package dev.tocsin.lab.promqltest;

import dev.tocsin.model.FloatHistogram;

/** One place in a sequence of values as it is written in scripts. */
public sealed interface Point {
    /** {@code _}: no sample. */
    record Missing() implements Point {}

    /** A number; {@code stale} is the stale marker. */
    record Number(double value) implements Point {}

    /**
     * A native histogram.
     *
     * @param hinted whether a counter_reset_hint was written, so that it is expected
     */
    record Histogram(FloatHistogram value, boolean hinted) implements Point {}
}
