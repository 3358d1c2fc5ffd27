package dev.tocsin.promql;

import dev.tocsin.model.Buckets;
import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.HistogramBucket;

/**
 * The part of a native histogram below or above a number: {@code histogram </ 5}, {@code histogram >/ 5}. The bucket
 * that the number falls into is split by interpolation; the sum is estimated from the middle of what is removed.
 */
final class Trim {
    private final FloatHistogram histogram;
    private final double limit;
    private final boolean keepBelow;
    private double kept;
    private double removedSum;
    private boolean anyPositive;
    private boolean anyNegative;

    private Trim(FloatHistogram histogram, double limit, boolean keepBelow) {
        this.histogram = histogram;
        this.limit = limit;
        this.keepBelow = keepBelow;
    }

    static FloatHistogram below(FloatHistogram histogram, double limit) {
        return new Trim(histogram, limit, true).trimmed();
    }

    static FloatHistogram above(FloatHistogram histogram, double limit) {
        return new Trim(histogram, limit, false).trimmed();
    }

    private FloatHistogram trimmed() {
        Buckets above = histogram.positive().withCounts(at -> keep(HistogramBucket.positive(histogram, at), true));
        Buckets below = histogram.negative().withCounts(at -> keep(HistogramBucket.negative(histogram, at), false));
        double zeroCount = histogram.zeroCount();
        if (zeroCount > 0) {
            double under = split(HistogramBucket.zero(histogram), true, true);
            zeroCount = keepBelow ? under : zeroCount - under;
            kept += zeroCount;
        }
        return histogram.with(zeroCount, kept, sum(), above, below).compact();
    }

    private double sum() {
        double sum = kept == 0 ? 0 : histogram.sum() - removedSum;
        boolean impossible = (!anyNegative && sum < 0) || (!anyPositive && sum > 0);
        return impossible ? 0 : sum;
    }

    private double keep(HistogramBucket bucket, boolean positive) {
        if (bucket.count() == 0) {
            return 0;
        }
        boolean custom = histogram.isCustom();
        anyNegative |= !positive || (custom && bucket.lower() < 0);
        anyPositive |= positive && (!custom || bucket.upper() > 0);
        boolean inside = keepBelow ? bucket.upper() <= limit : bucket.lower() >= limit;
        boolean outside = keepBelow ? bucket.lower() >= limit : bucket.upper() <= limit;
        if (inside) {
            kept += bucket.count();
            return bucket.count();
        }
        Part part = part(bucket, positive);
        if (outside) {
            double middle = custom ? part.middle : Math.sqrt(bucket.lower() * bucket.upper());
            removedSum += bucket.count() * middle;
            return 0;
        }
        removedSum += (bucket.count() - part.kept) * part.middle;
        kept += part.kept;
        return part.kept;
    }

    /** What is kept of a bucket, and the middle of what is removed. */
    private record Part(double kept, double middle) {}

    private Part part(HistogramBucket bucket, boolean positive) {
        if (Double.isInfinite(bucket.lower()) || Double.isInfinite(bucket.upper())) {
            return infinite(bucket);
        }
        boolean linear = histogram.isCustom();
        double under = split(bucket, positive, linear);
        double edge = keepBelow ? bucket.lower() : bucket.upper();
        double middle = linear
                ? (bucket.lower() + bucket.upper()) / 2
                : Math.sqrt(Math.abs(edge) * Math.abs(limit)) * (positive ? 1 : -1);
        return new Part(keepBelow ? under : bucket.count() - under, middle);
    }

    /** Nothing is known of how observations lie in a bucket without end, save that one up to a positive bound starts at 0. */
    private Part infinite(HistogramBucket bucket) {
        double upper = bucket.upper();
        if (bucket.lower() == Double.NEGATIVE_INFINITY) {
            boolean whole = keepBelow ? limit >= upper : limit <= bucket.lower();
            if (whole) {
                return new Part(bucket.count(), 0);
            }
            if (limit >= 0 && upper > limit && upper != Double.POSITIVE_INFINITY) {
                return keepBelow
                        ? new Part(bucket.count() * limit / upper, (limit + upper) / 2)
                        : new Part(bucket.count() * (1 - limit / upper), limit / 2);
            }
            return new Part(0, upper);
        }
        boolean whole = !keepBelow && limit <= bucket.lower();
        return whole ? new Part(bucket.count(), 0) : new Part(0, bucket.lower());
    }

    /** How many observations of the bucket are at or below the limit. */
    private double split(HistogramBucket bucket, boolean positive, boolean linear) {
        if (limit <= bucket.lower()) {
            return 0;
        }
        if (limit >= bucket.upper()) {
            return bucket.count();
        }
        if (linear) {
            return bucket.count() * ((limit - bucket.lower()) / (bucket.upper() - bucket.lower()));
        }
        double lower = NativeQuantiles.log2(Math.abs(bucket.lower()));
        double upper = NativeQuantiles.log2(Math.abs(bucket.upper()));
        double at = NativeQuantiles.log2(Math.abs(limit));
        double part = positive ? (at - lower) / (upper - lower) : 1 - (at - upper) / (lower - upper);
        return bucket.count() * part;
    }
}
