package dev.tocsin.promql;

import dev.tocsin.promql.syntax.Expr.Edge;

/**
 * The change of a number over an anchored or smoothed range: from the value at its start to that at its end, without
 * extrapolation. Anchored takes the last sample before each edge, smoothed interpolates between the samples around it.
 */
final class ExtendedRate {
    private static final double NONE = Double.longBitsToDouble(0x7ff0_0000_0000_00ffL);

    private ExtendedRate() {}

    /** Whether {@link #of} found no change to tell of. */
    static boolean isNone(double change) {
        return Double.doubleToRawLongBits(change) == Double.doubleToRawLongBits(NONE);
    }

    /** The places of the samples that stand for the edges. */
    record Edges(int first, int last) {
        /** Of {@code count} samples with times given by {@code times}. Null when the range has nothing to tell. */
        static Edges of(Window window, int count, Times times) {
            int last = count - 1;
            int first = 0;
            while (first < last && times.at(first) <= window.start()) {
                first++;
            }
            first = Math.max(0, first - 1);
            boolean smoothed = window.edge() == Edge.SMOOTHED;
            if (smoothed) {
                int end = 0;
                while (end < last && times.at(end) < window.end()) {
                    end++;
                }
                last = end;
            }
            return new Edges(first, last);
        }

        boolean empty(Window window, Times times) {
            boolean smoothed = window.edge() == Edge.SMOOTHED;
            return times.at(last) <= window.start() || (smoothed && times.at(first) > window.end());
        }
    }

    /** The time of a sample by its place. */
    @FunctionalInterface
    interface Times {
        long at(int place);
    }

    static double of(Window window, boolean counter) {
        if (window.floats() == 0) {
            return NONE;
        }
        Edges edges = Edges.of(window, window.floats(), window::time);
        if (edges.empty(window, window::time)) {
            return NONE;
        }
        double left = left(window, edges, counter);
        double right = right(window, edges, counter);
        return counter ? right - left + lostToResets(window, edges, left, right) : right - left;
    }

    static double left(Window window, Edges edges, boolean counter) {
        int first = edges.first;
        boolean between = window.edge() == Edge.SMOOTHED && window.time(first) < window.start();
        return between ? interpolate(window, first, window.start(), counter) : window.value(first);
    }

    static double right(Window window, Edges edges, boolean counter) {
        int last = edges.last;
        boolean between = window.edge() == Edge.SMOOTHED && last > 0 && window.time(last) > window.end();
        return between ? interpolate(window, last - 1, window.end(), counter) : window.value(last);
    }

    /** Between the sample at {@code place} and the next; after a reset a counter is taken to have started from zero. */
    private static double interpolate(Window window, int place, long time, boolean counter) {
        double after = window.value(place + 1);
        double before = counter && after < window.value(place) ? 0 : window.value(place);
        long from = window.time(place);
        return before + (after - before) * (time - from) / (window.time(place + 1) - from);
    }

    private static double lostToResets(Window window, Edges edges, double left, double right) {
        int first = edges.first + (window.time(edges.first) <= window.start() ? 1 : 0);
        int last = edges.last - (window.time(edges.last) >= window.end() ? 1 : 0);
        double lost = 0;
        double before = left;
        for (int at = first; at <= last; at++) {
            lost += window.value(at) < before ? before : 0;
            before = window.value(at);
        }
        return right < before ? lost + before : lost;
    }
}
