package dev.tocsin.series;

import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.Labels;
import dev.tocsin.promql.SeriesData;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Collects decoded points of one series, those of a stretch of time. */
final class Points implements Chunk.Visitor {
    private final long from;
    private final long to;
    private final boolean lastAlone;
    private int size;
    private long[] times;
    private double[] values;
    private @Nullable FloatHistogram @Nullable [] histograms;
    private long @Nullable [] starts;

    private Points(int capacity, long from, long to, boolean lastAlone) {
        this.from = from;
        this.to = to;
        this.lastAlone = lastAlone;
        this.times = new long[Math.max(1, capacity)];
        this.values = new double[times.length];
    }

    /** With room for {@code capacity} points; those outside {@code from} to {@code to}, both included, are left out. */
    static Points all(int capacity, long from, long to) {
        return new Points(capacity, from, to, false);
    }

    /** The last point alone from {@code from} to {@code to}, both included. */
    static Points last(long from, long to) {
        return new Points(1, from, to, true);
    }

    /** Takes a point if it is in the stretch. Points come in order of time. */
    @Override
    public void point(long time, double value, @Nullable FloatHistogram histogram, long start) {
        if (time < from || time > to) {
            return;
        }
        if (lastAlone) {
            forget();
        } else if (size == times.length) {
            grow();
        }
        times[size] = time;
        values[size] = value;
        if (histogram != null) {
            histograms = histograms == null ? new FloatHistogram[times.length] : histograms;
            histograms[size] = histogram;
        }
        if (start != 0) {
            starts = starts == null ? new long[times.length] : starts;
            starts[size] = start;
        }
        size++;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Gives the points away; this is of no use after. */
    SeriesData as(Labels labels) {
        return histograms == null && starts == null
                ? SeriesData.ofFloats(labels, size, times, values)
                : SeriesData.of(labels, size, times, values, new SeriesData.Extras(histograms, starts));
    }

    private void forget() {
        size = 0;
        histograms = null;
        starts = null;
    }

    private void grow() {
        int room = times.length * 2;
        times = Arrays.copyOf(times, room);
        values = Arrays.copyOf(values, room);
        histograms = histograms == null ? null : Arrays.copyOf(histograms, room);
        starts = starts == null ? null : Arrays.copyOf(starts, room);
    }
}
