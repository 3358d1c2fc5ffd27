package dev.tocsin.model;

import java.util.ArrayList;
import java.util.List;

/**
 * One bucket of a {@link FloatHistogram} with the limits that its index means. The limit away from zero belongs to the
 * bucket; both do in the zero bucket.
 */
public record HistogramBucket(double lower, double upper, double count) {
    /** All buckets, from the lowest to the highest, the zero bucket among them when it counts something. */
    public static List<HistogramBucket> ascending(FloatHistogram histogram) {
        return ascending(histogram, histogram.zeroCount() > 0);
    }

    /** What is written of {@code histogram}: all buckets but those of zero, also a zero bucket below zero or NaN, which is no observation. */
    static List<HistogramBucket> written(FloatHistogram histogram) {
        return ascending(histogram, true).stream()
                .filter(bucket -> bucket.count != 0)
                .toList();
    }

    private static List<HistogramBucket> ascending(FloatHistogram histogram, boolean withZero) {
        List<HistogramBucket> buckets = new ArrayList<>();
        Buckets negative = histogram.negative();
        double threshold = histogram.zeroThreshold();
        for (int at = negative.size() - 1; at >= 0; at--) {
            HistogramBucket bucket = negative(histogram, at);
            double upper = bucket.upper > -threshold && bucket.lower < -threshold ? -threshold : bucket.upper;
            buckets.add(new HistogramBucket(bucket.lower, upper, bucket.count));
        }
        if (withZero) {
            buckets.add(zero(histogram));
        }
        for (int at = 0; at < histogram.positive().size(); at++) {
            HistogramBucket bucket = positive(histogram, at);
            boolean cut = !histogram.isCustom() && bucket.lower < threshold && bucket.upper > threshold;
            buckets.add(new HistogramBucket(cut ? threshold : bucket.lower, bucket.upper, bucket.count));
        }
        return buckets;
    }

    /** The zero bucket. */
    public static HistogramBucket zero(FloatHistogram histogram) {
        return new HistogramBucket(-histogram.zeroThreshold(), histogram.zeroThreshold(), histogram.zeroCount());
    }

    /** The bucket at {@code position} of the positive ones. */
    public static HistogramBucket positive(FloatHistogram histogram, int position) {
        int index = histogram.positive().indexAt(position);
        double count = histogram.positive().countAt(position);
        return new HistogramBucket(upperLimit(histogram, index - 1), upperLimit(histogram, index), count);
    }

    /** The bucket at {@code position} of the negative ones. */
    public static HistogramBucket negative(FloatHistogram histogram, int position) {
        int index = histogram.negative().indexAt(position);
        double count = histogram.negative().countAt(position);
        return new HistogramBucket(-upperLimit(histogram, index), -upperLimit(histogram, index - 1), count);
    }

    /** Where the positive bucket with {@code index} ends. */
    public static double upperLimit(FloatHistogram histogram, int index) {
        if (histogram.isCustom()) {
            List<Double> bounds = histogram.bounds();
            if (index < 0) {
                return Double.NEGATIVE_INFINITY;
            }
            return index < bounds.size() ? bounds.get(index) : Double.POSITIVE_INFINITY;
        }
        return exponential(histogram.schema(), index);
    }

    /** {@code 2^(index * 2^-schema)}; the last finite limit is the greatest double, so that it has a successor. */
    private static double exponential(int schema, int index) {
        if (schema <= 0) {
            long exponent = (long) index << -schema;
            return exponent == 1024 ? Double.MAX_VALUE : Math.scalb(1.0, clamp(exponent));
        }
        int inOctave = index & ((1 << schema) - 1);
        int exponent = index >> schema;
        if (inOctave == 0) {
            return exponent == 1024 ? Double.MAX_VALUE : Math.scalb(1.0, exponent);
        }
        return Math.scalb(Math.pow(2, (double) inOctave / (1 << schema)), exponent);
    }

    private static int clamp(long exponent) {
        return (int) Math.max(-2000, Math.min(2000, exponent));
    }

    /** {@code [-2,-1):2}, {@code [-0.001,0.001]:2}, {@code [-0,0]:1}, {@code (0.5,1]:1}. */
    @Override
    public String toString() {
        boolean isPoint = lower == 0 && upper == 0;
        boolean lowerBelongs = lower < 0 || isPoint;
        boolean upperBelongs = upper > 0 || isPoint;
        if (lower == Double.NEGATIVE_INFINITY || (lower < 0 && upper > 0 && lower != -upper)) {
            lowerBelongs = lower == Double.NEGATIVE_INFINITY;
            upperBelongs = true;
        }
        return (lowerBelongs ? "[" : "(")
                + GoFloat.general(lower)
                + ","
                + GoFloat.general(upper)
                + (upperBelongs ? "]" : ")")
                + ":"
                + GoFloat.general(count);
    }
}
