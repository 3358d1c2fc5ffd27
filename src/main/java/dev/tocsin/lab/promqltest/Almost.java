package dev.tocsin.lab.promqltest;

import dev.tocsin.model.Buckets;
import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.Sample;
import java.util.List;

/** Whether two results are the same but for rounding. */
final class Almost {
    private static final double EPSILON = 1e-6;
    private static final double LEAST_NORMAL = Double.MIN_NORMAL;

    private Almost() {}

    static boolean equal(double wanted, double got) {
        if (Sample.isStale(wanted) || Sample.isStale(got)) {
            return Sample.isStale(wanted) && Sample.isStale(got);
        }
        if (wanted == got || (Double.isNaN(wanted) && Double.isNaN(got))) {
            return true;
        }
        double sum = Math.abs(wanted) + Math.abs(got);
        double difference = Math.abs(wanted - got);
        if (wanted == 0 || got == 0 || sum < LEAST_NORMAL) {
            return difference < EPSILON * LEAST_NORMAL;
        }
        return difference / Math.min(sum, Double.MAX_VALUE) < EPSILON;
    }

    /** Layout, counts and sum; the hint only where one is wanted. */
    static boolean equal(Point.Histogram wanted, FloatHistogram gotRaw) {
        FloatHistogram want = wanted.value().compact();
        FloatHistogram got = gotRaw.compact();
        return want.schema() == got.schema()
                && (!wanted.hinted() || want.reset() == got.reset())
                && equal(want.count(), got.count())
                && equal(want.sum(), got.sum())
                && want.zeroThreshold() == got.zeroThreshold()
                && equal(want.zeroCount(), got.zeroCount())
                && equal(want.positive(), got.positive())
                && equal(want.negative(), got.negative())
                && equal(want.bounds(), got.bounds());
    }

    private static boolean equal(Buckets want, Buckets got) {
        boolean same = want.size() == got.size();
        for (int at = 0; same && at < want.size(); at++) {
            same = want.indexAt(at) == got.indexAt(at) && equal(want.countAt(at), got.countAt(at));
        }
        return same;
    }

    private static boolean equal(List<Double> want, List<Double> got) {
        boolean same = want.size() == got.size();
        for (int at = 0; same && at < want.size(); at++) {
            same = equal(want.get(at), got.get(at));
        }
        return same;
    }
}
