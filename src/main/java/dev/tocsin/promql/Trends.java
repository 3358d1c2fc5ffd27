package dev.tocsin.promql;

import java.util.Map;

/** The functions that fit a line or a curve: {@code deriv}, {@code predict_linear}, exponential smoothing. */
final class Trends {
    static final Map<String, RangeFunction> TABLE = Map.of(
            "deriv", Trends::derivative,
            "predict_linear", Trends::predict,
            "double_exponential_smoothing", Trends::smooth);

    private Trends() {}

    private record Line(double slope, double intercept) {}

    private static void derivative(Window window, Row out, int step) {
        if (enough(window)) {
            out.set(step, fit(window, window.time(0)).slope);
        }
    }

    private static void predict(Window window, Row out, int step) {
        if (enough(window)) {
            Line line = fit(window, window.evaluated());
            out.set(step, line.slope * window.argument(0) + line.intercept);
        }
    }

    /** A line needs two numbers; histograms beside them are ignored. */
    private static boolean enough(Window window) {
        window.noteIgnored();
        return window.floats() >= 2;
    }

    /** Least squares; the intercept is the value at {@code origin}. */
    private static Line fit(Window window, long origin) {
        Kahan sumX = new Kahan();
        Kahan sumY = new Kahan();
        Kahan sumXY = new Kahan();
        Kahan sumXX = new Kahan();
        double first = window.value(0);
        boolean constant = true;
        int count = window.floats();
        for (int at = 0; at < count; at++) {
            double x = (window.time(at) - origin) / 1e3;
            double y = window.value(at);
            constant &= at == 0 || y == first;
            sumX.add(x);
            sumY.add(y);
            sumXY.add(x * y);
            sumXX.add(x * x);
        }
        if (constant) {
            return Double.isInfinite(first) ? new Line(Double.NaN, Double.NaN) : new Line(0, first);
        }
        double x = sumX.raw() + sumX.lost();
        double y = sumY.raw() + sumY.lost();
        double covariance = sumXY.raw() + sumXY.lost() - x * y / count;
        double variance = sumXX.raw() + sumXX.lost() - x * x / count;
        double slope = covariance / variance;
        return new Line(slope, y / count - slope * x / count);
    }

    private static void smooth(Window window, Row out, int step) throws EvaluationFault {
        double smoothing = window.argument(0);
        double trending = window.argument(1);
        checkFactor("smoothing", "sf", smoothing);
        checkFactor("trend", "tf", trending);
        window.noteIgnored();
        if (window.floats() < 2) {
            return;
        }
        double before = 0;
        double level = window.value(0);
        double trend = window.value(1) - window.value(0);
        for (int at = 1; at < window.floats(); at++) {
            double weighted = smoothing * window.value(at);
            trend = at == 1 ? trend : trending * (level - before) + (1 - trending) * trend;
            double expected = (1 - smoothing) * (level + trend);
            before = level;
            level = weighted + expected;
        }
        out.set(step, level);
    }

    private static void checkFactor(String name, String shortName, double factor) throws EvaluationFault {
        if (factor <= 0 || factor >= 1) {
            throw EvaluationFault.of(
                    String.format("invalid %s factor. Expected: 0 < %s < 1, got: %f", name, shortName, factor));
        }
    }
}
