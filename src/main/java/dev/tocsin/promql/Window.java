package dev.tocsin.promql;

import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.Label;
import dev.tocsin.promql.syntax.Expr.Edge;
import dev.tocsin.promql.syntax.Span;

/**
 * What a function over a range sees of one series at one step: the points after the start of the range up to its end,
 * numbers and histograms apart. It is moved from step to step, so that no point is copied or looked for twice.
 */
final class Window {
    private final Track track;
    private final Frame frame;
    private long start;
    private long end;
    private long evaluated;
    private double[] arguments = {};
    private int floatsFrom;
    private int floatsTo;
    private int histogramsFrom;
    private int histogramsTo;

    /**
     * What is the same for all series and steps.
     *
     * @param seconds length of the range
     * @param span of the range in the expression, for annotations
     * @param lookback how far beyond an edge a smoothed or anchored range looks
     */
    record Frame(double seconds, Edge edge, Span span, long lookback, Notes notes) {}

    Window(Track track, Frame frame) {
        this.track = track;
        this.frame = frame;
    }

    /** To the range that ends at {@code newEnd}, for a step at {@code time}. */
    void move(long newStart, long newEnd, long time, double[] scalars) {
        boolean same = floatsTo + histogramsTo > 0 && newStart == start && newEnd == end;
        evaluated = time;
        arguments = scalars;
        if (!same) {
            start = newStart;
            end = newEnd;
            long before = frame.edge == Edge.PLAIN ? newStart : newStart - frame.lookback;
            long after = frame.edge == Edge.SMOOTHED ? newEnd + frame.lookback : newEnd;
            floatsFrom = advance(track.floats(), floatsFrom, before);
            floatsTo = advance(track.floats(), Math.max(floatsFrom, floatsTo), after);
            histogramsFrom = advance(track.histograms(), histogramsFrom, before);
            histogramsTo = advance(track.histograms(), Math.max(histogramsFrom, histogramsTo), after);
        }
    }

    /** The first index with a time after {@code time}: a few steps on from where it was, else by bisection. */
    private static int advance(Track.Points points, int from, long time) {
        int at = from;
        if (at > 0 && points.times()[at - 1] > time) {
            return points.firstAfter(time);
        }
        for (int tries = 0; tries < 16; tries++) {
            if (at >= points.size() || points.times()[at] > time) {
                return at;
            }
            at++;
        }
        return points.firstAfter(time);
    }

    /** Where the range starts, without the points that an edge adds; itself not in the range. */
    long start() {
        return start;
    }

    long end() {
        return end;
    }

    /** The time of the step. */
    long evaluated() {
        return evaluated;
    }

    double seconds() {
        return frame.seconds;
    }

    Edge edge() {
        return frame.edge;
    }

    Span span() {
        return frame.span;
    }

    Notes notes() {
        return frame.notes;
    }

    String metricName() {
        return track.labels().get(Label.METRIC_NAME);
    }

    /** The scalar arguments of the function at this step, in order. */
    double argument(int index) {
        return arguments[index];
    }

    int floats() {
        return floatsTo - floatsFrom;
    }

    int histograms() {
        return histogramsTo - histogramsFrom;
    }

    boolean isEmpty() {
        return floats() + histograms() == 0;
    }

    double value(int at) {
        return track.floats().values()[floatsFrom + at];
    }

    long time(int at) {
        return track.floats().times()[floatsFrom + at];
    }

    long startOf(int at) {
        return track.floats().start(floatsFrom + at);
    }

    FloatHistogram histogram(int at) {
        return track.histograms().objects()[histogramsFrom + at];
    }

    long histogramTime(int at) {
        return track.histograms().times()[histogramsFrom + at];
    }

    long histogramStart(int at) {
        return track.histograms().start(histogramsFrom + at);
    }

    /** All numbers of the series, of which those from {@link #firstFloat} on are in the window; not to be changed. */
    double[] allValues() {
        return track.floats().values();
    }

    int firstFloat() {
        return floatsFrom;
    }

    /** Whether numbers and histograms are mixed; says so in the notes. */
    boolean isMixed() {
        boolean mixed = floats() > 0 && histograms() > 0;
        if (mixed) {
            notes().mixedFloatsHistograms(metricName(), span());
        }
        return mixed;
    }

    /** Says in the notes when histograms are ignored beside numbers. */
    void noteIgnored() {
        if (floats() > 0 && histograms() > 0) {
            notes().ignoredInRange(metricName(), span());
        }
    }
}
