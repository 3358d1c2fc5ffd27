package dev.tocsin.promql;

import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.FloatHistogram.CounterReset;
import dev.tocsin.model.HistogramSum;
import java.util.Optional;

/** How much a native histogram changed in a window, counter resets made good. */
final class HistogramRate {
    private final Window window;
    private final boolean counter;
    private final int last;

    /** Needs two histograms and no numbers in {@code window}. */
    HistogramRate(Window window, boolean counter) {
        this.window = window;
        this.counter = counter;
        this.last = window.histograms() - 1;
    }

    /** The change as a gauge; empty when exponential and custom buckets are mixed, which the notes then tell. */
    Optional<FloatHistogram> change() {
        noteKind();
        FloatHistogram first = baseline();
        if (!compatible(first)) {
            window.notes().mixedSchemas(window.metricName(), window.span());
            return Optional.empty();
        }
        FloatHistogram end = window.histogram(last).coarsened(coarsest(first));
        Optional<FloatHistogram> change = difference(window, end, first);
        return (counter ? change.flatMap(raw -> withResets(raw, first)) : change)
                .map(whole -> whole.with(CounterReset.GAUGE).compact());
    }

    private void noteKind() {
        boolean gauge = false;
        boolean other = false;
        for (int at = 0; at <= last; at++) {
            boolean isGauge = window.histogram(at).reset() == CounterReset.GAUGE;
            gauge |= isGauge;
            other |= !isGauge && (at == 0 || at == last);
        }
        if (counter && gauge) {
            window.notes().notCounter(window.metricName(), window.span());
        }
        if (!counter && other) {
            window.notes().notGauge(window.metricName(), window.span());
        }
    }

    /** What is subtracted: nothing, in the layout of the second, when a reset came between the first two. */
    private FloatHistogram baseline() {
        FloatHistogram first = window.histogram(0);
        FloatHistogram second = window.histogram(1);
        if (!counter || !isReset(1, first)) {
            return first;
        }
        FloatHistogram nothing = FloatHistogram.empty(second.schema());
        return new FloatHistogram(
                CounterReset.UNKNOWN,
                nothing.schema(),
                0,
                0,
                0,
                0,
                nothing.positive(),
                nothing.negative(),
                second.bounds());
    }

    private boolean isReset(int at, FloatHistogram before) {
        return StartTimes.isReset(
                        window.histogramStart(at - 1),
                        window.histogramTime(at - 1),
                        window.histogramStart(at),
                        window.histogramTime(at))
                || window.histogram(at).isResetAfter(before);
    }

    private boolean compatible(FloatHistogram first) {
        boolean custom = first.isCustom();
        boolean same = window.histogram(last).isCustom() == custom;
        for (int at = 1; counter && at < last; at++) {
            same &= window.histogram(at).isCustom() == custom;
        }
        return same;
    }

    private int coarsest(FloatHistogram first) {
        int schema = Math.min(first.schema(), window.histogram(last).schema());
        for (int at = 1; counter && at < last; at++) {
            schema = Math.min(schema, window.histogram(at).schema());
        }
        return schema;
    }

    private Optional<FloatHistogram> withResets(FloatHistogram raw, FloatHistogram first) {
        Optional<FloatHistogram> total = Optional.of(raw);
        FloatHistogram before = first;
        boolean overlap = false;
        for (int at = 1; at <= last && total.isPresent(); at++) {
            overlap |= StartTimes.overlaps(
                    window.histogramStart(at - 1), window.histogramTime(at - 1), window.histogramStart(at));
            if (isReset(at, before)) {
                total = sum(window, total.get(), before);
            }
            before = window.histogram(at);
        }
        if (overlap) {
            window.notes().startOverlap(window.metricName(), window.span());
        }
        return total;
    }

    /** {@code left + right} with the notes that belong to it. */
    static Optional<FloatHistogram> sum(Window window, FloatHistogram left, FloatHistogram right) {
        return noted(window, HistogramSum.add(left, right), Notes.Operation.ADDITION);
    }

    /** {@code later - earlier} with the notes that belong to it. */
    static Optional<FloatHistogram> difference(Window window, FloatHistogram later, FloatHistogram earlier) {
        return noted(window, HistogramSum.subtract(later, earlier), Notes.Operation.SUBTRACTION);
    }

    private static Optional<FloatHistogram> noted(
            Window window, Optional<HistogramSum> result, Notes.Operation operation) {
        if (result.isEmpty()) {
            window.notes().mixedSchemas(window.metricName(), window.span());
            return Optional.empty();
        }
        if (result.get().reconciled()) {
            window.notes().reconciledBounds(operation, window.span());
        }
        return result.map(HistogramSum::histogram);
    }
}
