package dev.tocsin.promql;

import dev.tocsin.model.FloatHistogram;
import dev.tocsin.promql.syntax.Expr.Edge;
import java.util.Map;

/** The functions that look from point to point: {@code resets}, {@code changes}. */
final class Counters {
    static final Map<String, RangeFunction> TABLE = Map.of(
            "resets", (window, out, step) -> count(window, out, step, Counters::isReset),
            "changes", (window, out, step) -> count(window, out, step, Counters::isChange));

    private Counters() {}

    /** A point of a window, by its place among the numbers or among the histograms. */
    private record Place(Window window, boolean number, int at) {
        long time() {
            return number ? window.time(at) : window.histogramTime(at);
        }

        long start() {
            return number ? window.startOf(at) : window.histogramStart(at);
        }

        double value() {
            return window.value(at);
        }

        FloatHistogram histogram() {
            return window.histogram(at);
        }
    }

    @FunctionalInterface
    private interface Event {
        boolean between(Place before, Place after);
    }

    /** Walks over numbers and histograms in order of time. An anchored range starts with one point before it. */
    private static void count(Window window, Row out, int step, Event event) {
        int number = 0;
        int histogram = 0;
        if (window.edge() == Edge.ANCHORED) {
            int numbersBefore = numbersUntil(window);
            int histogramsBefore = histogramsUntil(window);
            if (numbersBefore == window.floats() && histogramsBefore == window.histograms()) {
                return;
            }
            boolean numberLast = numbersBefore > 0
                    && (histogramsBefore == 0
                            || window.time(numbersBefore - 1) >= window.histogramTime(histogramsBefore - 1));
            number = numbersBefore - (numberLast ? 1 : 0);
            histogram = histogramsBefore - (!numberLast && histogramsBefore > 0 ? 1 : 0);
        }
        int events = 0;
        Place before = null;
        while (number < window.floats() || histogram < window.histograms()) {
            boolean numberNext = histogram >= window.histograms()
                    || (number < window.floats() && window.time(number) < window.histogramTime(histogram));
            Place place = numberNext ? new Place(window, true, number++) : new Place(window, false, histogram++);
            events += before != null && event.between(before, place) ? 1 : 0;
            before = place;
        }
        out.set(step, events);
    }

    private static int numbersUntil(Window window) {
        int count = 0;
        while (count < window.floats() && window.time(count) <= window.start()) {
            count++;
        }
        return count;
    }

    private static int histogramsUntil(Window window) {
        int count = 0;
        while (count < window.histograms() && window.histogramTime(count) <= window.start()) {
            count++;
        }
        return count;
    }

    private static boolean isReset(Place before, Place after) {
        if (before.number != after.number) {
            return true;
        }
        if (StartTimes.isReset(before.start(), before.time(), after.start(), after.time())) {
            return true;
        }
        return after.number ? after.value() < before.value() : after.histogram().isResetAfter(before.histogram());
    }

    private static boolean isChange(Place before, Place after) {
        if (before.number != after.number) {
            return true;
        }
        if (!after.number) {
            return !after.histogram().sameAs(before.histogram());
        }
        boolean bothNan = Double.isNaN(before.value()) && Double.isNaN(after.value());
        return after.value() != before.value() && !bothNan;
    }
}
