package dev.tocsin.promql;

import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.FloatHistogram.CounterReset;
import java.util.Map;
import java.util.Optional;

/** {@code irate} and {@code idelta}: what happened between the last two samples. */
final class InstantRates {
    static final Map<String, RangeFunction> TABLE = Map.of(
            "irate", (window, out, step) -> apply(window, out, step, true),
            "idelta", (window, out, step) -> apply(window, out, step, false));

    private InstantRates() {}

    private static void apply(Window window, Row out, int step, boolean rate) {
        int floats = window.floats();
        int histograms = window.histograms();
        if (floats + histograms < 2) {
            return;
        }
        // The second last of all is behind both, or before the last of its kind.
        boolean twoFloats =
                floats >= 2 && (histograms == 0 || window.histogramTime(histograms - 1) < window.time(floats - 2));
        boolean twoHistograms =
                histograms >= 2 && (floats == 0 || window.time(floats - 1) < window.histogramTime(histograms - 2));
        if (twoFloats) {
            floats(window, out, step, rate);
        } else if (twoHistograms) {
            histograms(window, out, step, rate);
        } else {
            window.notes().mixedFloatsHistograms(window.metricName(), window.span());
        }
    }

    private static void floats(Window window, Row out, int step, boolean rate) {
        int last = window.floats() - 1;
        double before = window.value(last - 1);
        double after = window.value(last);
        boolean reset = rate
                && (after < before
                        || StartTimes.isReset(
                                window.startOf(last - 1),
                                window.time(last - 1),
                                window.startOf(last),
                                window.time(last)));
        double change = reset ? after : after - before;
        double seconds = (window.time(last) - window.time(last - 1)) / 1000d;
        out.set(step, rate ? change / seconds : change);
    }

    private static void histograms(Window window, Row out, int step, boolean rate) {
        int last = window.histograms() - 1;
        FloatHistogram before = window.histogram(last - 1);
        FloatHistogram after = window.histogram(last);
        noteKind(window, before, after, rate);
        boolean reset = rate
                && (StartTimes.isReset(
                                window.histogramStart(last - 1),
                                window.histogramTime(last - 1),
                                window.histogramStart(last),
                                window.histogramTime(last))
                        || after.isResetAfter(before));
        Optional<FloatHistogram> change = reset ? Optional.of(after) : HistogramRate.difference(window, after, before);
        double seconds = (window.histogramTime(last) - window.histogramTime(last - 1)) / 1000d;
        change.map(raw -> raw.with(CounterReset.GAUGE).compact())
                .ifPresent(raw -> out.set(step, rate ? raw.dividedBy(seconds) : raw));
    }

    private static void noteKind(Window window, FloatHistogram before, FloatHistogram after, boolean rate) {
        boolean beforeGauge = before.reset() == CounterReset.GAUGE;
        boolean afterGauge = after.reset() == CounterReset.GAUGE;
        if (rate && (beforeGauge || afterGauge)) {
            window.notes().notCounter(window.metricName(), window.span());
        }
        if (!rate && !(beforeGauge && afterGauge)) {
            window.notes().notGauge(window.metricName(), window.span());
        }
    }
}
