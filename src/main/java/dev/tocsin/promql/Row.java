package dev.tocsin.promql;

import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.Labels;
import org.jspecify.annotations.Nullable;

/** One series of an intermediate result: at each step a number, a histogram or nothing. */
final class Row {
    private final Labels labels;
    private final boolean nameless;
    private final double[] values;
    private final boolean[] filled;
    private @Nullable FloatHistogram @Nullable [] histograms;
    private int floats;
    private int histogramCount;

    /** {@code nameless}: the name is still among the labels, but will be dropped from the result. */
    Row(Labels labels, boolean nameless, int steps) {
        this.labels = labels;
        this.nameless = nameless;
        this.values = new double[steps];
        this.filled = new boolean[steps];
    }

    /** The same points under other labels. */
    Row(Labels labels, boolean nameless, Row points) {
        this.labels = labels;
        this.nameless = nameless;
        this.values = points.values;
        this.filled = points.filled;
        this.histograms = points.histograms;
        this.floats = points.floats;
        this.histogramCount = points.histogramCount;
    }

    Labels labels() {
        return labels;
    }

    boolean nameless() {
        return nameless;
    }

    int steps() {
        return values.length;
    }

    boolean has(int step) {
        return filled[step];
    }

    boolean hasFloat(int step) {
        return filled[step] && histogram(step) == null;
    }

    double value(int step) {
        return values[step];
    }

    @Nullable
    FloatHistogram histogram(int step) {
        return histograms == null ? null : histograms[step];
    }

    void set(int step, double value) {
        floats += filled[step] ? 0 : 1;
        filled[step] = true;
        values[step] = value;
    }

    void set(int step, FloatHistogram histogram) {
        if (histograms == null) {
            histograms = new FloatHistogram[values.length];
        }
        histogramCount++;
        filled[step] = true;
        histograms[step] = histogram;
    }

    /** Takes over what {@code other} has at {@code step}. */
    void copy(int step, Row other) {
        FloatHistogram histogram = other.histogram(step);
        if (histogram == null) {
            set(step, other.values[step]);
        } else {
            set(step, histogram);
        }
    }

    boolean isEmpty() {
        return floats + histogramCount == 0;
    }

    boolean hasFloats() {
        return floats > 0;
    }

    /** How many points, a histogram weighing as much as ten; the room for those that are missing counts half. */
    long weight() {
        return Math.max(leastWeight(values.length), floats + 10L * histogramCount);
    }

    /** What a row of so many steps weighs when it is made. */
    static long leastWeight(int steps) {
        return steps / 2 + 1L;
    }

    int size() {
        return floats + histogramCount;
    }
}
