package dev.tocsin.promql;

import dev.tocsin.model.FloatHistogram;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** The functions that aggregate over time: {@code avg_over_time} and its family. */
final class OverTime {
    static final Map<String, RangeFunction> TABLE = Map.ofEntries(
            Map.entry("avg_over_time", OverTime::average),
            Map.entry("sum_over_time", OverTime::sum),
            Map.entry("count_over_time", (window, out, step) -> out.set(step, window.floats() + window.histograms())),
            Map.entry("min_over_time", (window, out, step) -> extreme(window, out, step, OverTime::less, false)),
            Map.entry("max_over_time", (window, out, step) -> extreme(window, out, step, OverTime::greater, false)),
            Map.entry(
                    "ts_of_min_over_time",
                    (window, out, step) -> extreme(window, out, step, OverTime::notGreater, true)),
            Map.entry(
                    "ts_of_max_over_time", (window, out, step) -> extreme(window, out, step, OverTime::notLess, true)),
            Map.entry("first_over_time", OverTime::first),
            Map.entry("last_over_time", OverTime::last),
            Map.entry("ts_of_first_over_time", OverTime::firstTime),
            Map.entry("ts_of_last_over_time", OverTime::lastTime),
            Map.entry("present_over_time", (window, out, step) -> out.set(step, 1)),
            Map.entry("absent_over_time", (window, out, step) -> out.set(step, 1)),
            Map.entry("quantile_over_time", OverTime::quantile),
            Map.entry("mad_over_time", OverTime::medianDeviation),
            Map.entry("stdvar_over_time", (window, out, step) -> variance(window, out, step, value -> value)),
            Map.entry("stddev_over_time", (window, out, step) -> variance(window, out, step, Math::sqrt)));

    private OverTime() {}

    private static void average(Window window, Row out, int step) {
        if (window.isMixed()) {
            return;
        }
        if (window.floats() == 0) {
            total(window, out, step, HistogramTotal.mean(window.histogram(0)));
            return;
        }
        double[] values = window.allValues();
        int first = window.firstFloat();
        Mean mean = new Mean(values[first]);
        for (int at = first + 1; at < first + window.floats(); at++) {
            mean.add(values[at]);
        }
        out.set(step, mean.value());
    }

    private static void sum(Window window, Row out, int step) {
        if (window.isMixed()) {
            return;
        }
        if (window.floats() == 0) {
            total(window, out, step, HistogramTotal.sum(window.histogram(0)));
            return;
        }
        double[] values = window.allValues();
        int end = window.firstFloat() + window.floats();
        Kahan sum = new Kahan();
        for (int at = window.firstFloat(); at < end; at++) {
            sum.add(values[at]);
        }
        out.set(step, sum.total());
    }

    private static void total(Window window, Row out, int step, HistogramTotal total) {
        for (int at = 1; at < window.histograms(); at++) {
            total.add(window.histogram(at));
        }
        var result = total.result();
        if (result.isEmpty()) {
            window.notes().mixedSchemas(window.metricName(), window.span());
            return;
        }
        if (total.conflict()) {
            window.notes().resetConflict(Notes.Operation.AGGREGATION, window.span());
        }
        if (total.reconciled()) {
            window.notes().reconciledBounds(Notes.Operation.AGGREGATION, window.span());
        }
        out.set(step, result.get());
    }

    /** Whether {@code candidate} takes the place of {@code best}. */
    @FunctionalInterface
    private interface Better {
        boolean than(double candidate, double best);
    }

    private static boolean less(double candidate, double best) {
        return candidate < best || Double.isNaN(best);
    }

    private static boolean greater(double candidate, double best) {
        return candidate > best || Double.isNaN(best);
    }

    private static boolean notGreater(double candidate, double best) {
        return candidate <= best || Double.isNaN(best);
    }

    private static boolean notLess(double candidate, double best) {
        return candidate >= best || Double.isNaN(best);
    }

    private static void extreme(Window window, Row out, int step, Better better, boolean time) {
        if (window.floats() == 0) {
            return;
        }
        window.noteIgnored();
        double[] values = window.allValues();
        int first = window.firstFloat();
        int end = first + window.floats();
        int best = first;
        for (int at = first; at < end; at++) {
            if (better.than(values[at], values[best])) {
                best = at;
            }
        }
        out.set(step, time ? window.time(best - first) / 1000d : values[best]);
    }

    private static void first(Window window, Row out, int step) {
        boolean number = window.histograms() == 0 || (window.floats() > 0 && window.time(0) < window.histogramTime(0));
        pick(window, out, step, number, 0, 0);
    }

    private static void last(Window window, Row out, int step) {
        int lastFloat = window.floats() - 1;
        int lastHistogram = window.histograms() - 1;
        boolean number =
                lastHistogram < 0 || (lastFloat >= 0 && window.histogramTime(lastHistogram) < window.time(lastFloat));
        pick(window, out, step, number, lastFloat, lastHistogram);
    }

    private static void pick(Window window, Row out, int step, boolean number, int floatAt, int histogramAt) {
        if (number) {
            out.set(step, window.value(floatAt));
        } else {
            FloatHistogram histogram = window.histogram(histogramAt);
            out.set(step, histogram);
        }
    }

    private static void firstTime(Window window, Row out, int step) {
        long number = window.floats() > 0 ? window.time(0) : Long.MAX_VALUE;
        long histogram = window.histograms() > 0 ? window.histogramTime(0) : Long.MAX_VALUE;
        out.set(step, Math.min(number, histogram) / 1000d);
    }

    private static void lastTime(Window window, Row out, int step) {
        long number = window.floats() > 0 ? window.time(window.floats() - 1) : 0;
        long histogram = window.histograms() > 0 ? window.histogramTime(window.histograms() - 1) : 0;
        out.set(step, Math.max(number, histogram) / 1000d);
    }

    private static void quantile(Window window, Row out, int step) {
        if (window.floats() == 0) {
            return;
        }
        double quantile = window.argument(0);
        if (!(quantile >= 0 && quantile <= 1)) {
            window.notes().invalidQuantile(quantile, window.span());
        }
        window.noteIgnored();
        out.set(step, Quantiles.of(quantile, values(window)));
    }

    private static void medianDeviation(Window window, Row out, int step) {
        if (window.floats() == 0) {
            return;
        }
        window.noteIgnored();
        double[] values = values(window);
        for (double value : values) {
            if (Double.isNaN(value)) {
                out.set(step, Double.NaN);
                return;
            }
        }
        double median = Quantiles.of(0.5, values);
        for (int at = 0; at < values.length; at++) {
            values[at] = Math.abs(values[at] - median);
        }
        out.set(step, Quantiles.of(0.5, values));
    }

    private static double[] values(Window window) {
        double[] values = new double[window.floats()];
        for (int at = 0; at < values.length; at++) {
            values[at] = window.value(at);
        }
        return values;
    }

    private static void variance(Window window, Row out, int step, DoubleUnaryOperator result) {
        if (window.floats() == 0) {
            return;
        }
        window.noteIgnored();
        Kahan mean = new Kahan();
        Kahan squares = new Kahan();
        for (int at = 0; at < window.floats(); at++) {
            double value = window.value(at);
            double delta = value - (mean.raw() + mean.lost());
            mean.add(delta / (at + 1));
            squares.add(delta * (value - (mean.raw() + mean.lost())));
        }
        out.set(step, result.applyAsDouble((squares.raw() + squares.lost()) / window.floats()));
    }
}
