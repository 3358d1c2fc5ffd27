package dev.tocsin.model;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;

/**
 * The filled buckets of one side of a {@link FloatHistogram}: bucket indexes in ascending order, each with its count. A
 * bucket that is not there counts zero. Immutable.
 *
 * <p>Spans, the form of the exposition and of remote write, are a compressed writing of the same; see {@link #ofSpans}.
 */
public final class Buckets {
    private static final Buckets EMPTY = new Buckets(new int[0], new double[0]);

    private final int[] indexes;
    private final double[] counts;

    private Buckets(int[] indexes, double[] counts) {
        this.indexes = indexes;
        this.counts = counts;
    }

    /** No buckets. */
    public static Buckets empty() {
        return EMPTY;
    }

    /** Buckets at {@code indexes}, which must ascend. Takes copies. Throws when lengths differ or the order is wrong. */
    public static Buckets of(int[] indexes, double[] counts) {
        if (indexes.length != counts.length) {
            throw new IllegalArgumentException("as many counts as indexes are needed");
        }
        for (int at = 1; at < indexes.length; at++) {
            if (indexes[at - 1] >= indexes[at]) {
                throw new IllegalArgumentException("bucket indexes must ascend");
            }
        }
        return indexes.length == 0 ? EMPTY : new Buckets(indexes.clone(), counts.clone());
    }

    /** Consecutive buckets that start at {@code offset}. */
    public static Buckets dense(int offset, double... counts) {
        int[] indexes = new int[counts.length];
        for (int at = 0; at < counts.length; at++) {
            indexes[at] = offset + at;
        }
        return counts.length == 0 ? EMPTY : new Buckets(indexes, counts.clone());
    }

    /**
     * From spans: {@code offsets[i]} is the distance from the end of the span before (from index 0 for the first),
     * {@code lengths[i]} how many consecutive buckets follow. Counts are absolute, not deltas.
     */
    public static Buckets ofSpans(int[] offsets, int[] lengths, double[] counts) {
        int[] indexes = new int[counts.length];
        int index = 0;
        int at = 0;
        for (int span = 0; span < offsets.length; span++) {
            index = Math.addExact(index, offsets[span]);
            for (int step = 0; step < lengths[span]; step++) {
                if (at == counts.length) {
                    throw new IllegalArgumentException("spans tell of more buckets than there are counts");
                }
                indexes[at++] = index++;
            }
        }
        if (at != counts.length) {
            throw new IllegalArgumentException("spans tell of fewer buckets than there are counts");
        }
        return of(indexes, counts);
    }

    /** How many buckets are written down, also those with a count of zero. */
    public int size() {
        return indexes.length;
    }

    /** Whether none is written down. */
    public boolean isEmpty() {
        return indexes.length == 0;
    }

    /** The bucket index at {@code position}, 0 up to {@link #size()}. */
    public int indexAt(int position) {
        return indexes[position];
    }

    /** The count at {@code position}. */
    public double countAt(int position) {
        return counts[position];
    }

    /** The count of the bucket with {@code index}; zero when it is not there. */
    public double get(int index) {
        int at = Arrays.binarySearch(indexes, index);
        return at < 0 ? 0 : counts[at];
    }

    /** The sum of all counts. */
    public double total() {
        double total = 0;
        for (double count : counts) {
            total += count;
        }
        return total;
    }

    boolean overflows() {
        for (double count : counts) {
            if (Double.isInfinite(count)) {
                return true;
            }
        }
        return false;
    }

    /** The same buckets with other counts, one for each position. */
    public Buckets withCounts(Recount counter) {
        double[] changed = new double[counts.length];
        for (int at = 0; at < changed.length; at++) {
            changed[at] = counter.count(at);
        }
        return new Buckets(indexes, changed);
    }

    /** Says the new count at a position. */
    @FunctionalInterface
    public interface Recount {
        double count(int position);
    }

    /** Those whose index is {@code first} or higher. */
    Buckets from(int first) {
        int at = 0;
        while (at < indexes.length && indexes[at] < first) {
            at++;
        }
        return at == 0
                ? this
                : of(Arrays.copyOfRange(indexes, at, indexes.length), Arrays.copyOfRange(counts, at, counts.length));
    }

    /** These and {@code others} by index, each pair of counts combined by {@code operator}, a missing one being 0. */
    Buckets merge(Buckets others, DoubleBinaryOperator operator) {
        int[] merged = new int[indexes.length + others.indexes.length];
        double[] results = new double[merged.length];
        int size = 0;
        int left = 0;
        int right = 0;
        while (left < indexes.length || right < others.indexes.length) {
            int leftIndex = left < indexes.length ? indexes[left] : Integer.MAX_VALUE;
            int rightIndex = right < others.indexes.length ? others.indexes[right] : Integer.MAX_VALUE;
            merged[size] = Math.min(leftIndex, rightIndex);
            double leftCount = leftIndex <= rightIndex ? counts[left++] : 0;
            double rightCount = rightIndex <= leftIndex ? others.counts[right++] : 0;
            results[size++] = operator.applyAsDouble(leftCount, rightCount);
        }
        return size == 0 ? EMPTY : new Buckets(Arrays.copyOf(merged, size), Arrays.copyOf(results, size));
    }

    /** These without the buckets that count zero. */
    public Buckets compact() {
        int kept = 0;
        for (double count : counts) {
            kept += count == 0 ? 0 : 1;
        }
        if (kept == counts.length) {
            return this;
        }
        int[] keptIndexes = new int[kept];
        double[] keptCounts = new double[kept];
        int at = 0;
        for (int position = 0; position < counts.length; position++) {
            if (counts[position] != 0) {
                keptIndexes[at] = indexes[position];
                keptCounts[at++] = counts[position];
            }
        }
        return kept == 0 ? EMPTY : new Buckets(keptIndexes, keptCounts);
    }

    /** Each count multiplied by {@code factor}. */
    public Buckets times(double factor) {
        double[] scaled = counts.clone();
        for (int at = 0; at < scaled.length; at++) {
            scaled[at] *= factor;
        }
        return new Buckets(indexes, scaled);
    }

    /** Each count divided by {@code divisor}; not the same as multiplying by the inverse, to the last bit. */
    public Buckets dividedBy(double divisor) {
        double[] scaled = counts.clone();
        for (int at = 0; at < scaled.length; at++) {
            scaled[at] /= divisor;
        }
        return new Buckets(indexes, scaled);
    }

    /** The same observations in buckets that are {@code 2^steps} times as wide, as when an exponential schema drops. */
    public Buckets coarser(int steps) {
        if (steps <= 0 || indexes.length == 0) {
            return this;
        }
        int[] merged = new int[indexes.length];
        double[] sums = new double[indexes.length];
        int last = -1;
        for (int at = 0; at < indexes.length; at++) {
            int target = ((indexes[at] - 1) >> steps) + 1;
            if (last < 0 || merged[last] != target) {
                merged[++last] = target;
            }
            sums[last] += counts[at];
        }
        return new Buckets(Arrays.copyOf(merged, last + 1), Arrays.copyOf(sums, last + 1));
    }

    /** Same indexes and, bit for bit, same counts. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Buckets that
                && Arrays.equals(indexes, that.indexes)
                && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(indexes) + Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("[");
        for (int at = 0; at < indexes.length; at++) {
            text.append(at == 0 ? "" : " ").append(indexes[at]).append(':').append(counts[at]);
        }
        return text.append(']').toString();
    }
}
