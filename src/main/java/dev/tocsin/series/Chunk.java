package dev.tocsin.series;

import dev.tocsin.model.FloatHistogram;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A run of points of one series. Grows at the end only: a reader that learnt the size under the store's lock may decode
 * that many points without it, whatever is appended meanwhile.
 */
final class Chunk {
    /** How many points a chunk holds when it is full. */
    static final int FULL = 120;

    private int size;
    private long[] times = new long[8];
    private double[] values = new double[8];
    private @Nullable FloatHistogram @Nullable [] histograms;
    private long @Nullable [] starts;

    int size() {
        return size;
    }

    long first() {
        return times[0];
    }

    long last() {
        return times[size - 1];
    }

    double lastValue() {
        return values[size - 1];
    }

    @Nullable
    FloatHistogram lastHistogram() {
        return histograms == null ? null : histograms[size - 1];
    }

    void append(long time, double value, @Nullable FloatHistogram histogram, long start) {
        if (size == times.length) {
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

    /** A hold on the first {@link #size} points as they are now. */
    Reader reader() {
        return new Reader(size, times, values, histograms, starts);
    }

    /** Points that do not change any more. */
    record Reader(
            int size,
            long[] times,
            double[] values,
            @Nullable FloatHistogram @Nullable [] histograms,
            long @Nullable [] starts) {
        void read(Points into) {
            for (int at = 0; at < size; at++) {
                into.add(
                        times[at],
                        values[at],
                        histograms == null ? null : histograms[at],
                        starts == null ? 0 : starts[at]);
            }
        }
    }

    private void grow() {
        int room = times.length * 2;
        times = Arrays.copyOf(times, room);
        values = Arrays.copyOf(values, room);
        histograms = histograms == null ? null : Arrays.copyOf(histograms, room);
        starts = starts == null ? null : Arrays.copyOf(starts, room);
    }
}
