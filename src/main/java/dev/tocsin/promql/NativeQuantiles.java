package dev.tocsin.promql;

import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.HistogramBucket;
import dev.tocsin.promql.syntax.Span;
import java.util.List;

/** Quantiles and fractions of native histograms: linear within custom and zero buckets, exponential within others. */
final class NativeQuantiles {
    private final FloatHistogram histogram;
    private final List<HistogramBucket> buckets;

    NativeQuantiles(FloatHistogram histogram) {
        this.histogram = histogram;
        this.buckets = HistogramBucket.ascending(histogram);
    }

    /** Where an annotation goes and which metric it names. */
    record Place(Notes notes, String name, Span span) {}

    double quantile(double quantile, Place place) {
        if (quantile < 0 || quantile > 1) {
            return quantile < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (histogram.count() == 0 || Double.isNaN(quantile)) {
            return Double.NaN;
        }
        if (buckets.isEmpty()) {
            return withoutBuckets(place);
        }
        // NaN observations are counted but in no bucket; only from below are ranks right then.
        boolean upwards = Double.isNaN(histogram.sum()) || quantile < 0.5;
        double rank = (upwards ? quantile : 1 - quantile) * histogram.count();
        double count = 0;
        HistogramBucket bucket = upwards ? buckets.getFirst() : buckets.getLast();
        for (HistogramBucket next : upwards ? buckets : buckets.reversed()) {
            bucket = next;
            count += next.count();
            if (next.count() != 0 && count >= rank) {
                break;
            }
        }
        return within(bucket, Math.min(count, histogram.count()), rank, upwards, place);
    }

    /** Observations that are in no bucket: all of them NaN, or a division by zero took the buckets away. */
    private double withoutBuckets(Place place) {
        if (Double.isNaN(histogram.sum())) {
            place.notes.quantileOfNan(place.name, place.span);
            return Double.NaN;
        }
        return 0;
    }

    private double within(HistogramBucket found, double count, double rank, boolean upwards, Place place) {
        HistogramBucket bucket = oneSided(found);
        if (histogram.isCustom()) {
            if (bucket.lower() == Double.NEGATIVE_INFINITY) {
                if (bucket.upper() <= 0) {
                    return bucket.upper();
                }
                bucket = new HistogramBucket(0, bucket.upper(), bucket.count());
            } else if (bucket.upper() == Double.POSITIVE_INFINITY) {
                return bucket.lower();
            }
        }
        if (count < rank) {
            if (Double.isNaN(histogram.sum())) {
                place.notes.quantileOfNan(place.name, place.span);
                return Double.NaN;
            }
            return bucket.upper();
        }
        if (Double.isNaN(histogram.sum()) && total() < histogram.count()) {
            place.notes.quantileSkewed(place.name, place.span);
        }
        double inBucket = upwards ? rank - (count - bucket.count()) : count - rank;
        return interpolate(bucket, inBucket / bucket.count());
    }

    private double total() {
        double total = 0;
        for (HistogramBucket bucket : buckets) {
            total += bucket.count();
        }
        return total;
    }

    /** The zero bucket, or that half of it in which observations are. */
    static HistogramBucket oneSidedZero(FloatHistogram histogram) {
        return new NativeQuantiles(histogram).oneSided(HistogramBucket.zero(histogram));
    }

    /** A zero bucket ends at zero when there is nothing on the other side of it. */
    private HistogramBucket oneSided(HistogramBucket bucket) {
        if (histogram.isCustom() || bucket.lower() > 0 || bucket.upper() < 0) {
            return bucket;
        }
        boolean above = !histogram.positive().isEmpty();
        boolean below = !histogram.negative().isEmpty();
        if (above == below) {
            return bucket;
        }
        return above
                ? new HistogramBucket(0, bucket.upper(), bucket.count())
                : new HistogramBucket(bucket.lower(), 0, bucket.count());
    }

    private double interpolate(HistogramBucket bucket, double part) {
        if (isLinear(bucket)) {
            return bucket.lower() + (bucket.upper() - bucket.lower()) * part;
        }
        double lower = log2(Math.abs(bucket.lower()));
        double upper = log2(Math.abs(bucket.upper()));
        return bucket.lower() > 0
                ? Math.pow(2, lower + (upper - lower) * part)
                : -Math.pow(2, upper + (lower - upper) * (1 - part));
    }

    private boolean isLinear(HistogramBucket bucket) {
        return histogram.isCustom() || (bucket.lower() <= 0 && bucket.upper() >= 0);
    }

    static double log2(double value) {
        // Exact for powers of two, where the quotient of logarithms may be a hair off.
        int exponent = Math.getExponent(value);
        boolean normal = exponent >= Double.MIN_EXPONENT && exponent <= Double.MAX_EXPONENT;
        return normal ? exponent + Math.log(Math.scalb(value, -exponent)) / Math.log(2) : Math.log(value) / Math.log(2);
    }

    /** The part of all observations between {@code lower} and {@code upper}. */
    double fraction(double lower, double upper, Place place) {
        if (histogram.count() == 0 || Double.isNaN(lower) || Double.isNaN(upper)) {
            return Double.NaN;
        }
        if (lower >= upper) {
            return 0;
        }
        double all = histogram.count();
        if (Double.isNaN(histogram.sum())) {
            all = total();
            if (all < histogram.count()) {
                place.notes.fractionOfNan(place.name, place.span);
            }
        }
        return (rank(upper, all) - rank(lower, all)) / histogram.count();
    }

    /** How many observations are below {@code value}, interpolated within the bucket that it falls into. */
    private double rank(double value, double all) {
        double below = 0;
        for (HistogramBucket found : buckets) {
            HistogramBucket bucket = fromZero(oneSided(found));
            if (bucket.lower() >= value) {
                return Math.min(below, all);
            }
            if (bucket.upper() > value) {
                return Math.min(rankWithin(bucket, value, below), all);
            }
            below += bucket.count();
        }
        return all;
    }

    /** The first custom bucket is taken to start at zero when it ends above. */
    private HistogramBucket fromZero(HistogramBucket bucket) {
        boolean first = histogram.isCustom() && bucket.lower() == Double.NEGATIVE_INFINITY;
        return first && bucket.upper() > 0 ? new HistogramBucket(0, bucket.upper(), bucket.count()) : bucket;
    }

    private double rankWithin(HistogramBucket bucket, double value, double below) {
        if (isLinear(bucket)) {
            return bucket.lower() == Double.NEGATIVE_INFINITY
                    ? bucket.count()
                    : below + bucket.count() * (value - bucket.lower()) / (bucket.upper() - bucket.lower());
        }
        double lower = log2(Math.abs(bucket.lower()));
        double upper = log2(Math.abs(bucket.upper()));
        double at = log2(Math.abs(value));
        double part = value > 0 ? (at - lower) / (upper - lower) : 1 - (at - upper) / (lower - upper);
        return below + bucket.count() * part;
    }
}
