package dev.tocsin.promql;

import dev.tocsin.model.FloatHistogram;
import dev.tocsin.promql.syntax.Expr.Edge;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code rate}, {@code increase} and {@code delta}: what happened between samples, extrapolated to the whole range. */
final class Rates {
    static final Map<String, RangeFunction> TABLE = Map.of(
            "rate", new Rates(true, true)::apply,
            "increase", new Rates(true, false)::apply,
            "delta", new Rates(false, false)::apply);

    private final boolean counter;
    private final boolean perSecond;

    private Rates(boolean counter, boolean perSecond) {
        this.counter = counter;
        this.perSecond = perSecond;
    }

    private void apply(Window window, Row out, int step) {
        if (window.isMixed()) {
            return;
        }
        if (window.edge() != Edge.PLAIN) {
            extended(window, out, step);
        } else if (window.histograms() > 0) {
            histogramRate(window, out, step);
        } else {
            floatRate(window, out, step);
        }
    }

    private void extended(Window window, Row out, int step) {
        if (window.histograms() > 0) {
            ExtendedHistogramRate.of(window, counter)
                    .map(change -> perSecond ? change.dividedBy(window.seconds()) : change)
                    .ifPresent(rate -> out.set(
                            step, rate.with(FloatHistogram.CounterReset.GAUGE).compact()));
        } else {
            double change = ExtendedRate.of(window, counter);
            if (!ExtendedRate.isNone(change)) {
                out.set(step, perSecond ? change / window.seconds() : change);
            }
        }
    }

    private void floatRate(Window window, Row out, int step) {
        int last = window.floats() - 1;
        double change = window.value(last) - window.value(0);
        if (counter) {
            change += lostToResets(window);
        }
        boolean fromStart = counter && startsInside(window, window.startOf(0), window.time(0));
        if (fromStart) {
            change += window.value(0);
        } else if (last == 0) {
            return;
        }
        double zero = change > 0 && window.value(0) >= 0 ? window.value(0) / change : Double.NaN;
        Span span = new Span(window.time(0), window.time(last), last, fromStart ? window.startOf(0) : 0);
        out.set(step, change * factor(window, span, zero));
    }

    private static double lostToResets(Window window) {
        double lost = 0;
        boolean overlap = false;
        for (int at = 1; at < window.floats(); at++) {
            long startBefore = window.startOf(at - 1);
            long timeBefore = window.time(at - 1);
            long start = window.startOf(at);
            overlap |= StartTimes.overlaps(startBefore, timeBefore, start);
            if (window.value(at) < window.value(at - 1)
                    || StartTimes.isReset(startBefore, timeBefore, start, window.time(at))) {
                lost += window.value(at - 1);
            }
        }
        if (overlap) {
            window.notes().startOverlap(window.metricName(), window.span());
        }
        return lost;
    }

    private void histogramRate(Window window, Row out, int step) {
        int last = window.histograms() - 1;
        @Nullable FloatHistogram change = null;
        if (last > 0) {
            change = new HistogramRate(window, counter).change().orElse(null);
            if (change == null) {
                return;
            }
        }
        FloatHistogram first = window.histogram(0);
        boolean fromStart = counter && startsInside(window, window.histogramStart(0), window.histogramTime(0));
        if (fromStart) {
            Optional<FloatHistogram> whole =
                    change == null ? Optional.of(first) : HistogramRate.sum(window, change, first);
            change = whole.orElse(null);
        }
        if (change == null) {
            return;
        }
        double zero = change.count() > 0 && first.count() >= 0 ? first.count() / change.count() : Double.NaN;
        Span span = new Span(
                window.histogramTime(0), window.histogramTime(last), last, fromStart ? window.histogramStart(0) : 0);
        out.set(step, change.times(factor(window, span, zero)));
    }

    private static boolean startsInside(Window window, long start, long time) {
        return start != 0 && start > window.start() && start < time;
    }

    /** First and last sample, the gaps between, and when counting began if that is inside the range, else 0. */
    private record Span(long first, long last, int gaps, long began) {}

    /**
     * By how much the change between the samples must grow to stand for the range. Near an edge, within a tenth more
     * than the mean gap between samples, up to that edge; else by half a gap, our guess of where the series starts or
     * ends. A counter is not extrapolated to below zero: {@code zero} is how far before the first sample, in parts of
     * the time sampled, it was zero; NaN when that cannot be told.
     */
    private double factor(Window window, Span span, double zero) {
        double toStart = (span.first - window.start()) / 1000d;
        double toEnd = (window.end() - span.last) / 1000d;
        double sampled = (span.last - span.first) / 1000d;
        double gap = span.gaps > 0 ? sampled / span.gaps : 0;
        double near = gap * 1.1;
        if (span.began != 0) {
            toStart = 0;
            sampled = (span.last - span.began) / 1000d;
        } else {
            toStart = toStart >= near ? gap / 2 : toStart;
            toStart = counter && sampled * zero < toStart ? sampled * zero : toStart;
        }
        toEnd = toEnd >= near ? gap / 2 : toEnd;
        double factor = sampled == 0 ? 1 : (sampled + toStart + toEnd) / sampled;
        return perSecond ? factor / window.seconds() : factor;
    }
}
