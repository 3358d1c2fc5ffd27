package dev.tocsin.promql;

import dev.tocsin.model.Buckets;
import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.HistogramBucket;

/**
 * The part of a native histogram below or above a number: {@code histogram </ 5}, {@code histogram >/ 5}. The bucket
 * that the number falls into is split by interpolation; the sum is estimated as if all observations that stay lay in
 * the middle of what stays of their bucket.
 */
final class Trim {
    private final FloatHistogram histogram;
    private final double limit;
    private final boolean keepBelow;
    private double keptCount;
    private double keptSum;
    private boolean changed;

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
        Buckets above = histogram
                .positive()
                .withCounts(at -> keep(HistogramBucket.positive(histogram, at), histogram.isCustom()));
        Buckets below = histogram.negative().withCounts(at -> keep(HistogramBucket.negative(histogram, at), false));
        double zeroCount = keepZero(NativeQuantiles.oneSidedZero(histogram));
        return changed
                ? histogram
                        .with(zeroCount, keptCount, keptCount == 0 ? 0 : keptSum, above, below)
                        .compact()
                : histogram;
    }

    private double keep(HistogramBucket bucket, boolean linear) {
        if (bucket.count() == 0) {
            return 0;
        }
        return keep(bucket, part(bucket, linear));
    }

    /** The zero bucket may have no width: then it is kept or not as a whole, and at the limit itself it is above. */
    private double keepZero(HistogramBucket zero) {
        if (zero.count() == 0) {
            return 0;
        }
        boolean below = limit >= zero.upper() && limit > zero.lower();
        boolean above = limit <= zero.lower();
        if (!below && !above) {
            return keep(zero, part(zero, true));
        }
        return keep(
                zero, below == keepBelow ? new Part(zero.count(), (zero.lower() + zero.upper()) / 2) : Part.NOTHING);
    }

    private double keep(HistogramBucket bucket, Part part) {
        keptCount += part.count;
        keptSum += part.count == 0 ? 0 : part.count * part.middle;
        changed |= part.count != bucket.count();
        return part.count;
    }

    /** What stays of a bucket, and where that lies. */
    private record Part(double count, double middle) {
        static final Part NOTHING = new Part(0, 0);
    }

    private Part part(HistogramBucket bucket, boolean linear) {
        if (bucket.lower() == Double.NEGATIVE_INFINITY) {
            return lowest(bucket);
        }
        if (bucket.upper() == Double.POSITIVE_INFINITY) {
            return highest(bucket);
        }
        double lower = keepBelow ? bucket.lower() : Math.max(bucket.lower(), limit);
        double upper = keepBelow ? Math.min(bucket.upper(), limit) : bucket.upper();
        if (lower >= upper) {
            return Part.NOTHING;
        }
        double under = under(bucket, linear);
        double count = keepBelow ? under : bucket.count() - under;
        double middle = linear ? (lower + upper) / 2 : Math.copySign(Math.sqrt(lower * upper), upper + lower);
        return new Part(count, middle);
    }

    /** The first custom bucket: taken to start at zero when it ends above; else nothing is known but its end. */
    private Part lowest(HistogramBucket bucket) {
        double upper = bucket.upper();
        boolean whole = keepBelow ? limit >= upper : limit == Double.NEGATIVE_INFINITY;
        if (whole) {
            return new Part(bucket.count(), upper > 0 ? upper / 2 : upper);
        }
        boolean fromZero = upper > 0 && upper != Double.POSITIVE_INFINITY;
        if (!fromZero) {
            return keepBelow && upper <= 0 ? new Part(bucket.count(), limit) : Part.NOTHING;
        }
        if (limit < 0 || limit >= upper) {
            return Part.NOTHING;
        }
        return keepBelow
                ? new Part(bucket.count() * limit / upper, limit / 2)
                : new Part(bucket.count() * (1 - limit / upper), (limit + upper) / 2);
    }

    /** The last custom bucket: nothing is known but its start. */
    private Part highest(HistogramBucket bucket) {
        if (keepBelow) {
            return limit == Double.POSITIVE_INFINITY ? new Part(bucket.count(), bucket.lower()) : Part.NOTHING;
        }
        return new Part(bucket.count(), Math.max(bucket.lower(), limit));
    }

    /** How many observations of the bucket are at or below the limit. */
    private double under(HistogramBucket bucket, boolean linear) {
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
        return bucket.count() * ((NativeQuantiles.log2(Math.abs(limit)) - lower) / (upper - lower));
    }
}
