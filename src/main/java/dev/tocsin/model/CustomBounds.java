package dev.tocsin.model;

import java.util.ArrayList;
import java.util.List;

/** Brings histograms with different custom bounds to those bounds that they share. */
final class CustomBounds {
    private CustomBounds() {}

    /** The bounds that are in both lists, ascending. */
    static List<Double> shared(List<Double> left, List<Double> right) {
        List<Double> both = new ArrayList<>(left);
        both.retainAll(right);
        return both;
    }

    /** The same observations in the coarser buckets that end at {@code bounds}, all of which it has already. */
    static FloatHistogram reduce(FloatHistogram histogram, List<Double> bounds) {
        if (histogram.bounds().equals(bounds)) {
            return histogram;
        }
        double[] counts = new double[bounds.size() + 1];
        Buckets from = histogram.positive();
        for (int at = 0; at < from.size(); at++) {
            int target = bucketOf(HistogramBucket.upperLimit(histogram, from.indexAt(at)), bounds);
            counts[target] += from.countAt(at);
        }
        return new FloatHistogram(
                histogram.reset(),
                FloatHistogram.CUSTOM,
                histogram.zeroThreshold(),
                histogram.zeroCount(),
                histogram.count(),
                histogram.sum(),
                Buckets.dense(0, counts).compact(),
                histogram.negative(),
                bounds);
    }

    private static int bucketOf(double upper, List<Double> bounds) {
        int target = 0;
        while (target < bounds.size() && bounds.get(target) < upper) {
            target++;
        }
        return target;
    }
}
