package dev.tocsin.promql;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The buckets of one classic histogram: cumulative counts by upper bound. */
final class ClassicBuckets {
    /** A relative difference of counts below this is rounding, not a fault of the data. */
    private static final double TOLERANCE = 1e-12;

    private static final double LEAST_NORMAL = Double.MIN_NORMAL;

    private final List<Bucket> buckets;

    /** How many observations are at or below {@code upper}. */
    record Bucket(double upper, double count) {}

    /** What had to be done so that counts rise with bounds; all zero when nothing. */
    record Fix(boolean forced, double lowestBound, double highestBound, double greatestDrop) {
        static final Fix NONE = new Fix(false, 0, 0, 0);
    }

    /** A quantile and what had to be fixed for it. */
    record Quantile(double value, Fix fix) {}

    /** In any order; buckets with the same bound are added up. */
    ClassicBuckets(List<Bucket> unordered) {
        List<Bucket> sorted = new ArrayList<>(unordered);
        sorted.sort(Comparator.comparingDouble(Bucket::upper));
        this.buckets = new ArrayList<>(sorted.size());
        for (Bucket bucket : sorted) {
            Bucket last = buckets.isEmpty() ? null : buckets.getLast();
            if (last != null && last.upper == bucket.upper) {
                buckets.set(buckets.size() - 1, new Bucket(last.upper, last.count + bucket.count));
            } else {
                buckets.add(bucket);
            }
        }
    }

    private boolean unbounded() {
        return buckets.getLast().upper == Double.POSITIVE_INFINITY;
    }

    /** Interpolated within its bucket; NaN without a bucket +Inf or without observations. */
    Quantile quantile(double quantile) {
        if (Double.isNaN(quantile)) {
            return new Quantile(Double.NaN, Fix.NONE);
        }
        if (quantile < 0 || quantile > 1) {
            return new Quantile(quantile < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY, Fix.NONE);
        }
        if (!unbounded()) {
            return new Quantile(Double.NaN, Fix.NONE);
        }
        List<Bucket> rising = new ArrayList<>(buckets);
        Fix fix = makeRising(rising);
        double observations = rising.getLast().count;
        if (rising.size() < 2 || observations == 0) {
            return new Quantile(Double.NaN, fix);
        }
        return new Quantile(interpolate(rising, quantile * observations), fix);
    }

    private static double interpolate(List<Bucket> rising, double rank) {
        int at = 0;
        int last = rising.size() - 1;
        while (at < last && !(rising.get(at).count >= rank)) {
            at++;
        }
        if (at == last) {
            return rising.get(last - 1).upper;
        }
        Bucket bucket = rising.get(at);
        if (at == 0 && bucket.upper <= 0) {
            return bucket.upper;
        }
        double start = at == 0 ? 0 : rising.get(at - 1).upper;
        double below = at == 0 ? 0 : rising.get(at - 1).count;
        return start + (bucket.upper - start) * ((rank - below) / (bucket.count - below));
    }

    private static Fix makeRising(List<Bucket> buckets) {
        double before = buckets.getFirst().count;
        Fix fix = Fix.NONE;
        for (int at = 1; at < buckets.size(); at++) {
            Bucket bucket = buckets.get(at);
            if (nearlyEqual(before, bucket.count)) {
                buckets.set(at, new Bucket(bucket.upper, before));
            } else if (bucket.count < before) {
                buckets.set(at, new Bucket(bucket.upper, before));
                double lowest = fix.forced ? Math.min(fix.lowestBound, bucket.upper) : bucket.upper;
                double highest = fix.forced ? Math.max(fix.highestBound, bucket.upper) : bucket.upper;
                fix = new Fix(true, lowest, highest, Math.max(fix.greatestDrop, before - bucket.count));
            } else {
                before = bucket.count;
            }
        }
        return fix;
    }

    private static boolean nearlyEqual(double left, double right) {
        if (left == right) {
            return true;
        }
        double sum = Math.abs(left) + Math.abs(right);
        double difference = Math.abs(left - right);
        if (left == 0 || right == 0 || sum < LEAST_NORMAL) {
            return difference < TOLERANCE * LEAST_NORMAL;
        }
        return difference / Math.min(sum, Double.MAX_VALUE) < TOLERANCE;
    }

    /** The part of the observations between {@code lower} and {@code upper}. */
    double fraction(double lower, double upper) {
        double all = buckets.getLast().count;
        if (!unbounded() || all == 0 || Double.isNaN(lower) || Double.isNaN(upper)) {
            return Double.NaN;
        }
        return lower >= upper ? 0 : (rank(upper, all) - rank(lower, all)) / all;
    }

    /** How many observations are below {@code value}, interpolated within the bucket that it falls into. */
    private double rank(double value, double all) {
        double below = 0;
        double from = buckets.getFirst().upper <= 0 ? Double.NEGATIVE_INFINITY : 0;
        for (Bucket bucket : buckets) {
            if (from >= value) {
                return Math.min(below, all);
            }
            if (bucket.upper > value) {
                double rank = from == Double.NEGATIVE_INFINITY
                        ? bucket.count
                        : below + (bucket.count - below) * (value - from) / (bucket.upper - from);
                return Math.min(rank, all);
            }
            below = bucket.count;
            from = bucket.upper;
        }
        return all;
    }
}
