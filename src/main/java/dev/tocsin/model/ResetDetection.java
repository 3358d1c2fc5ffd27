package dev.tocsin.model;

import java.util.List;

/** Finds by comparison whether a counter histogram was reset. */
final class ResetDetection {
    private ResetDetection() {}

    /** Whether {@code current} cannot be a continuation of {@code previous}: something in it went down or got finer. */
    static boolean isReset(FloatHistogram previous, FloatHistogram current) {
        if (current.count() < previous.count() || current.isCustom() != previous.isCustom()) {
            return true;
        }
        if (current.isCustom()) {
            List<Double> shared = CustomBounds.shared(previous.bounds(), current.bounds());
            return fell(
                    CustomBounds.reduce(previous, shared).positive(),
                    CustomBounds.reduce(current, shared).positive());
        }
        if (current.schema() > previous.schema() || current.zeroThreshold() < previous.zeroThreshold()) {
            return true;
        }
        FloatHistogram widened = ZeroBucket.widen(previous, current.zeroThreshold());
        if (widened.zeroThreshold() != current.zeroThreshold() || current.zeroCount() < widened.zeroCount()) {
            return true;
        }
        FloatHistogram before = widened.coarsened(current.schema());
        return fell(before.positive(), current.positive()) || fell(before.negative(), current.negative());
    }

    private static boolean fell(Buckets before, Buckets after) {
        for (int at = 0; at < before.size(); at++) {
            if (after.get(before.indexAt(at)) < before.countAt(at)) {
                return true;
            }
        }
        return false;
    }
}
