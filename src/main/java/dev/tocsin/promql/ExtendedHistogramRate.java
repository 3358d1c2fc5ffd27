package dev.tocsin.promql;

import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.FloatHistogram.CounterReset;
import dev.tocsin.promql.ExtendedRate.Edges;
import dev.tocsin.promql.syntax.Expr.Edge;
import java.util.Optional;

/** {@link ExtendedRate} for native histograms. */
final class ExtendedHistogramRate {
    private final Window window;
    private final boolean counter;
    private final Edges edges;

    private ExtendedHistogramRate(Window window, boolean counter, Edges edges) {
        this.window = window;
        this.counter = counter;
        this.edges = edges;
    }

    /** The change; empty when there is none to tell of, or when the notes tell why not. Needs only histograms. */
    static Optional<FloatHistogram> of(Window window, boolean counter) {
        Edges edges = Edges.of(window, window.histograms(), window::histogramTime);
        if (edges.empty(window, window::histogramTime)) {
            return Optional.empty();
        }
        return new ExtendedHistogramRate(window, counter, edges).change();
    }

    private Optional<FloatHistogram> change() {
        if (!valid()) {
            return Optional.empty();
        }
        Optional<FloatHistogram> left = left();
        Optional<FloatHistogram> right = right();
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        boolean gauges = left.get().reset() == CounterReset.GAUGE && right.get().reset() == CounterReset.GAUGE;
        if (!counter && !gauges) {
            window.notes().notGauge(window.metricName(), window.span());
        }
        Optional<FloatHistogram> change = HistogramRate.difference(window, right.get(), left.get());
        return counter ? change.flatMap(raw -> withResets(raw, left.get(), right.get())) : change;
    }

    private boolean valid() {
        boolean custom = window.histogram(edges.first()).isCustom();
        for (int at = edges.first(); at <= edges.last(); at++) {
            FloatHistogram histogram = window.histogram(at);
            if (histogram.isCustom() != custom) {
                window.notes().mixedSchemas(window.metricName(), window.span());
                return false;
            }
            if (counter && histogram.reset() == CounterReset.GAUGE) {
                window.notes().notCounter(window.metricName(), window.span());
            }
        }
        return true;
    }

    private Optional<FloatHistogram> left() {
        int first = edges.first();
        boolean between = window.edge() == Edge.SMOOTHED && window.histogramTime(first) < window.start();
        return between ? interpolate(first, window.start()) : Optional.of(window.histogram(first));
    }

    private Optional<FloatHistogram> right() {
        int last = edges.last();
        boolean between = window.edge() == Edge.SMOOTHED && last > 0 && window.histogramTime(last) > window.end();
        return between ? interpolate(last - 1, window.end()) : Optional.of(window.histogram(last));
    }

    private Optional<FloatHistogram> interpolate(int place, long time) {
        return interpolate(
                window,
                new Point(window.histogramTime(place), window.histogram(place)),
                new Point(window.histogramTime(place + 1), window.histogram(place + 1)),
                time,
                counter);
    }

    /** A histogram at its time. */
    record Point(long time, FloatHistogram histogram) {}

    /** Between two histograms; after a reset a counter is taken to have started from nothing. */
    static Optional<FloatHistogram> interpolate(Window window, Point before, Point after, long time, boolean counter) {
        if (time == before.time || time == after.time) {
            return Optional.of(time == before.time ? before.histogram : after.histogram);
        }
        double fraction = (double) (time - before.time) / (after.time - before.time);
        if (counter && after.histogram.isResetAfter(before.histogram)) {
            return Optional.of(after.histogram.times(fraction));
        }
        return HistogramRate.difference(window, after.histogram, before.histogram)
                .map(change -> change.with(after.histogram.reset()).times(fraction))
                .flatMap(part -> HistogramRate.sum(window, part, before.histogram));
    }

    private Optional<FloatHistogram> withResets(FloatHistogram raw, FloatHistogram left, FloatHistogram right) {
        int first = edges.first() + 1;
        FloatHistogram before = left;
        boolean resetInLeft = window.edge() == Edge.SMOOTHED
                && window.histogramTime(edges.first()) < window.start()
                && window.histogram(first).isResetAfter(window.histogram(edges.first()));
        if (resetInLeft) {
            // The interpolation at the start has made that reset good already.
            before = window.histogram(first);
            first++;
        }
        int last = edges.last() - 1;
        if (first > last + 1) {
            return Optional.of(raw);
        }
        Optional<FloatHistogram> total = Optional.of(raw);
        for (int at = first; at <= last + 1; at++) {
            FloatHistogram current = at > last ? right : window.histogram(at);
            if (total.isPresent() && current.isResetAfter(before)) {
                total = HistogramRate.sum(window, total.get(), before);
            }
            before = current;
        }
        return total;
    }
}
