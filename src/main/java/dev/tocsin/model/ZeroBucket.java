package dev.tocsin.model;

/** Widens the zero bucket of exponential histograms, so that two with different thresholds can be combined. */
final class ZeroBucket {
    private ZeroBucket() {}

    /** Both histograms with the least zero threshold that suits both. */
    static Pair align(FloatHistogram left, FloatHistogram right) {
        while (left.zeroThreshold() != right.zeroThreshold()) {
            if (left.zeroThreshold() > right.zeroThreshold()) {
                right = widen(right, left.zeroThreshold());
            } else {
                left = widen(left, right.zeroThreshold());
            }
        }
        return new Pair(left, right);
    }

    /** Two histograms that belong together. */
    record Pair(FloatHistogram left, FloatHistogram right) {}

    /** With a threshold of at least {@code wanted}: raised further to the end of a filled bucket that it would cut. */
    static FloatHistogram widen(FloatHistogram histogram, double wanted) {
        if (wanted <= histogram.zeroThreshold()) {
            return histogram;
        }
        double threshold = wanted;
        double raised = raise(histogram, raise(histogram, threshold, true), false);
        while (raised != threshold) {
            threshold = raised;
            raised = raise(histogram, raise(histogram, threshold, true), false);
        }
        Swallowed above = swallow(histogram, histogram.positive(), threshold);
        Swallowed below = swallow(histogram, histogram.negative(), threshold);
        return new FloatHistogram(
                histogram.reset(),
                histogram.schema(),
                threshold,
                histogram.zeroCount() + above.count + below.count,
                histogram.count(),
                histogram.sum(),
                above.rest,
                below.rest,
                histogram.bounds());
    }

    private static double raise(FloatHistogram histogram, double threshold, boolean positive) {
        Buckets buckets = positive ? histogram.positive() : histogram.negative();
        for (int at = 0; at < buckets.size(); at++) {
            double lower = HistogramBucket.upperLimit(histogram, buckets.indexAt(at) - 1);
            double upper = HistogramBucket.upperLimit(histogram, buckets.indexAt(at));
            if (lower < threshold && upper > threshold && buckets.countAt(at) != 0) {
                return upper;
            }
        }
        return threshold;
    }

    private record Swallowed(double count, Buckets rest) {}

    private static Swallowed swallow(FloatHistogram histogram, Buckets buckets, double threshold) {
        double count = 0;
        for (int at = 0; at < buckets.size(); at++) {
            int index = buckets.indexAt(at);
            if (HistogramBucket.upperLimit(histogram, index - 1) >= threshold) {
                return new Swallowed(count, buckets.from(index));
            }
            count += buckets.countAt(at);
        }
        return new Swallowed(count, Buckets.empty());
    }
}
