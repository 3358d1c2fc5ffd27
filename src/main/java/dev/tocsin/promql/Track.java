package dev.tocsin.promql;

import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.FloatHistogram.CounterReset;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Sample;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The points of one series that a range can see: numbers and histograms apart, stale markers left out. */
final class Track {
    private final Labels labels;
    private final boolean nameless;
    private final Points floats;
    private final Points histograms;

    private Track(Labels labels, boolean nameless, Points floats, Points histograms) {
        this.labels = labels;
        this.nameless = nameless;
        this.floats = floats;
        this.histograms = histograms;
    }

    /**
     * Points of one kind in ascending order of time. Numbers are in {@code values}, histograms in {@code objects}.
     *
     * @param starts start timestamps; null where they do not count
     */
    @SuppressWarnings("ArrayRecordComponent") // a bundle of parallel arrays, never compared
    record Points(int size, long[] times, double[] values, FloatHistogram[] objects, long @Nullable [] starts) {
        private static final FloatHistogram[] NO_HISTOGRAMS = {};
        private static final Points NONE = new Points(0, new long[0], new double[0], NO_HISTOGRAMS, null);

        /** The first {@code size} of some numbers. */
        static Points ofNumbers(int size, long[] times, double[] values, long @Nullable [] starts) {
            return new Points(size, times, values, NO_HISTOGRAMS, starts);
        }

        long start(int at) {
            return starts == null ? 0 : starts[at];
        }

        /** Index of the first point after {@code time}. */
        int firstAfter(long time) {
            int found = Arrays.binarySearch(times, 0, size, time);
            return found >= 0 ? found + 1 : -found - 1;
        }
    }

    Labels labels() {
        return labels;
    }

    boolean nameless() {
        return nameless;
    }

    Points floats() {
        return floats;
    }

    Points histograms() {
        return histograms;
    }

    /** Whoever looks at one track after the other. */
    @FunctionalInterface
    interface Taker {
        void take(Track track) throws EvaluationFault;

        /** Takes {@code track}, which counts as held for as long as that lasts. */
        default void takeHeld(Track track, Budget budget) throws EvaluationFault {
            budget.hold(track.weight());
            take(track);
            budget.release(budget.held() - track.weight());
        }
    }

    int weight() {
        return floats.size + 10 * histograms.size;
    }

    /** What of a source counts: its points from one time to another, with or without their start timestamps. */
    record Reach(long from, long to, boolean starts) {}

    /**
     * Of what a source gave.
     *
     * @param stats whether counter resets are to be told by comparison, as for histogram_count and its like
     */
    static Track of(SeriesData series, Reach reach, boolean stats) {
        int first = series.lastAtOrBefore(reach.from - 1) + 1;
        int end = Math.max(first, series.lastAtOrBefore(reach.to) + 1);
        Optional<Points> numbers = series.numbers(first, end, reach.starts);
        if (numbers.isPresent()) {
            return new Track(series.labels(), false, numbers.get(), Points.NONE);
        }
        Builder builder = new Builder(end - first, reach.starts);
        for (int at = first; at < end; at++) {
            FloatHistogram histogram = series.histogram(at);
            if (histogram != null && !histogram.isStale()) {
                builder.add(series.time(at), stats ? builder.compared(histogram) : histogram, series.start(at));
            } else if (histogram == null && !Sample.isStale(series.value(at))) {
                builder.add(series.time(at), series.value(at), series.start(at));
            }
        }
        return builder.build(series.labels(), false);
    }

    /** Of the values of a subquery. What is known of resets between samples says nothing about those of steps. */
    static Track of(Row row, Steps steps) {
        Builder builder = new Builder(row.size(), false);
        for (int step = 0; step < row.steps(); step++) {
            FloatHistogram histogram = row.histogram(step);
            if (histogram != null) {
                boolean gauge = histogram.reset() == CounterReset.GAUGE;
                builder.add(steps.time(step), gauge ? histogram : histogram.with(CounterReset.UNKNOWN), 0);
            } else if (row.has(step)) {
                builder.add(steps.time(step), row.value(step), 0);
            }
        }
        return builder.build(row.labels(), row.nameless());
    }

    private static final class Builder {
        private final int capacity;
        private final boolean starts;
        private long[] floatTimes = {};
        private double[] floatValues = {};
        private long[] floatStarts = {};
        private int floatCount;
        private long[] histogramTimes = {};
        private FloatHistogram[] histogramValues = {};
        private long[] histogramStarts = {};
        private int histogramCount;

        Builder(int capacity, boolean starts) {
            this.capacity = capacity;
            this.starts = starts;
        }

        void add(long time, double value, long start) {
            if (floatTimes.length == 0) {
                floatTimes = new long[capacity];
                floatValues = new double[capacity];
                floatStarts = new long[starts ? capacity : 0];
            }
            floatTimes[floatCount] = time;
            floatValues[floatCount] = value;
            if (starts) {
                floatStarts[floatCount] = start;
            }
            floatCount++;
        }

        void add(long time, FloatHistogram histogram, long start) {
            if (histogramTimes.length == 0) {
                histogramTimes = new long[capacity];
                histogramValues = new FloatHistogram[capacity];
                histogramStarts = new long[starts ? capacity : 0];
            }
            histogramTimes[histogramCount] = time;
            histogramValues[histogramCount] = histogram;
            if (starts) {
                histogramStarts[histogramCount] = start;
            }
            histogramCount++;
        }

        FloatHistogram compared(FloatHistogram histogram) {
            if (histogram.reset() != CounterReset.UNKNOWN || histogramCount == 0) {
                return histogram;
            }
            boolean reset = histogram.isResetAfter(histogramValues[histogramCount - 1]);
            return histogram.with(reset ? CounterReset.RESET : CounterReset.NOT_RESET);
        }

        Track build(Labels labels, boolean nameless) {
            Points floats =
                    new Points(floatCount, floatTimes, floatValues, Points.NO_HISTOGRAMS, starts ? floatStarts : null);
            Points histograms = new Points(
                    histogramCount, histogramTimes, new double[0], histogramValues, starts ? histogramStarts : null);
            return new Track(labels, nameless, floats, histograms);
        }
    }
}
