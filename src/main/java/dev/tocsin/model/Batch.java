package dev.tocsin.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The points of one scrape, probe or evaluation, which become visible together or not at all. Parallel arrays that are
 * used again after {@link #clear}, so that a repeated round allocates nothing; handing in the same {@link Labels} object
 * each time makes finding the series cheap. Not for use by two threads; whoever reads it keeps no hold of it.
 */
public final class Batch {
    private List<Mark> marks = List.of();
    private int size;
    private Labels[] labels;
    private long[] times;
    private double[] values;
    private @Nullable FloatHistogram @Nullable [] histograms;
    private long @Nullable [] starts;

    /** An empty batch. */
    public Batch() {
        this(64);
    }

    /** An empty batch with room for {@code capacity} points; it grows as needed. */
    public Batch(int capacity) {
        labels = new Labels[Math.max(1, capacity)];
        times = new long[labels.length];
        values = new double[labels.length];
    }

    /** A batch of these samples. */
    public static Batch of(Iterable<Sample> samples) {
        Batch batch = new Batch();
        for (Sample sample : samples) {
            batch.add(sample.labels(), sample.timeMillis(), sample.value());
        }
        return batch;
    }

    /** Adds a number. */
    public Batch add(Labels series, long timeMillis, double value) {
        if (size == labels.length) {
            grow();
        }
        labels[size] = series;
        times[size] = timeMillis;
        values[size] = value;
        size++;
        return this;
    }

    /** Adds a native histogram. */
    public Batch add(Labels series, long timeMillis, FloatHistogram histogram) {
        add(series, timeMillis, histogram.sum());
        if (histograms == null) {
            histograms = new FloatHistogram[labels.length];
        }
        histograms[size - 1] = histogram;
        return this;
    }

    /** Says since when the point added last has been counting, epoch milliseconds; 0 is unknown. */
    public Batch since(long startMillis) {
        if (starts == null && startMillis != 0) {
            starts = new long[labels.length];
        }
        if (starts != null) {
            starts[size - 1] = startMillis;
        }
        return this;
    }

    /** An exemplar of a series. */
    public record Mark(Labels series, Exemplar exemplar) {}

    /** Adds an exemplar of {@code series}. */
    public void mark(Labels series, Exemplar exemplar) {
        if (marks.isEmpty()) {
            marks = new ArrayList<>();
        }
        marks.add(new Mark(series, exemplar));
    }

    /** The exemplars, in the order in which they were added. */
    public List<Mark> marks() {
        return Collections.unmodifiableList(marks);
    }

    /** Forgets all points and keeps the room. */
    public void clear() {
        marks = List.of();
        Arrays.fill(labels, 0, size, null);
        if (histograms != null) {
            Arrays.fill(histograms, 0, size, null);
        }
        if (starts != null) {
            Arrays.fill(starts, 0, size, 0);
        }
        size = 0;
    }

    /** How many points. */
    public int size() {
        return size;
    }

    /** The series of point {@code at}. */
    public Labels labels(int at) {
        return labels[at];
    }

    /** Epoch milliseconds of point {@code at}. */
    public long time(int at) {
        return times[at];
    }

    /** The number at {@code at}; the sum when the point is a histogram. */
    public double value(int at) {
        return values[at];
    }

    /** The histogram at {@code at}, or null when the point is a number. */
    public @Nullable FloatHistogram histogram(int at) {
        return histograms == null ? null : histograms[at];
    }

    /** Since when point {@code at} has been counting, epoch milliseconds, or 0. */
    public long start(int at) {
        return starts == null ? 0 : starts[at];
    }

    private void grow() {
        int room = labels.length * 2;
        labels = Arrays.copyOf(labels, room);
        times = Arrays.copyOf(times, room);
        values = Arrays.copyOf(values, room);
        histograms = histograms == null ? null : Arrays.copyOf(histograms, room);
        starts = starts == null ? null : Arrays.copyOf(starts, room);
    }

    @Override
    public String toString() {
        return size + " points";
    }
}
