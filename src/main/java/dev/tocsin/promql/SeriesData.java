package dev.tocsin.promql;

import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Sample;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One series with decoded points in ascending order of time: parallel arrays for cheap random access. Never changes
 * after it was made; the arrays belong to it from then on. The arrays may be longer than the count of points.
 */
public final class SeriesData {
    private final Labels labels;
    private final int size;
    private final long[] times;
    private final double[] values;
    private final @Nullable FloatHistogram @Nullable [] histograms;
    private final long @Nullable [] starts;

    private SeriesData(Labels labels, int size, long[] times, double[] values, @Nullable Extras extras) {
        this.labels = labels;
        this.size = size;
        this.times = times;
        this.values = values;
        this.histograms = extras == null ? null : extras.histograms;
        this.starts = extras == null ? null : extras.starts;
    }

    /**
     * What few series have.
     *
     * @param histograms null where the point is a number; null when all points are numbers
     * @param starts start timestamps in epoch milliseconds, 0 where unknown; null when none is known
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier of two arguments, never compared
    public record Extras(@Nullable FloatHistogram @Nullable [] histograms, long @Nullable [] starts) {}

    /** The first {@code size} points of a series of numbers. */
    public static SeriesData ofFloats(Labels labels, int size, long[] times, double[] values) {
        return new SeriesData(labels, size, times, values, null);
    }

    /** The first {@code size} points of a series that may have histograms or start timestamps. */
    public static SeriesData of(Labels labels, int size, long[] times, double[] values, Extras extras) {
        return new SeriesData(labels, size, times, values, extras);
    }

    /** The points of {@code other} under other labels. */
    public static SeriesData of(Labels labels, SeriesData other) {
        Extras extras = new Extras(other.histograms, other.starts);
        return new SeriesData(labels, other.size, other.times, other.values, extras);
    }

    /** Whose points these are. */
    public Labels labels() {
        return labels;
    }

    /** How many points. */
    public int size() {
        return size;
    }

    /** Epoch milliseconds of point {@code at}. */
    public long time(int at) {
        return times[at];
    }

    /** The number at {@code at}; without meaning where there is a histogram, save that a stale marker is one. */
    public double value(int at) {
        return values[at];
    }

    /** Whether point {@code at} is a histogram. */
    public boolean isHistogram(int at) {
        return histograms != null && histograms[at] != null;
    }

    /** The histogram at {@code at}, or null when the point is a number. */
    public @Nullable FloatHistogram histogram(int at) {
        return histograms == null ? null : histograms[at];
    }

    /** When the counting of point {@code at} began, epoch milliseconds, or 0 when that is unknown. */
    public long start(int at) {
        return starts == null ? 0 : starts[at];
    }

    /** Whether any start timestamp is known. */
    public boolean hasStarts() {
        return starts != null;
    }

    /** Index of the last point at or before {@code timeMillis}, or -1. */
    public int lastAtOrBefore(long timeMillis) {
        int found = Arrays.binarySearch(times, 0, size, timeMillis);
        return found >= 0 ? found : -found - 2;
    }

    /** The points from {@code first} up to but without {@code end}, when all of them are numbers and none is stale. */
    Optional<Track.Points> numbers(int first, int end, boolean withStarts) {
        for (int at = first; at < end; at++) {
            if (isHistogram(at) || Sample.isStale(values[at])) {
                return Optional.empty();
            }
        }
        long[] begun = starts == null || !withStarts ? null : Arrays.copyOfRange(starts, first, end);
        // Mostly a source gives no more than was asked for.
        return Optional.of(
                first == 0
                        ? Track.Points.ofNumbers(end, times, values, begun)
                        : Track.Points.ofNumbers(
                                end - first,
                                Arrays.copyOfRange(times, first, end),
                                Arrays.copyOfRange(values, first, end),
                                begun));
    }

    @Override
    public String toString() {
        return labels + " with " + size + " points";
    }
}
