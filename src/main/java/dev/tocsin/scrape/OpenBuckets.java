package dev.tocsin.scrape;

import org.jspecify.annotations.Nullable;

/** The samples of one histogram at one time, as OpenMetrics 1.0 wants them. */
final class OpenBuckets {
    private double bound = Double.NaN;
    private double last;
    private double count = Double.NaN;
    private boolean hasSum;
    private boolean negativeSum;
    private boolean negativeBound;

    /** Forgets all that it took. */
    void clear() {
        bound = Double.NaN;
        last = 0;
        count = Double.NaN;
        hasSum = false;
        negativeSum = false;
        negativeBound = false;
    }

    /** Takes one sample, a bucket up to {@code next}; null when nothing is wrong with it. */
    @Nullable
    String take(String suffix, double next, double value) {
        switch (suffix) {
            case "_bucket" -> {
                return bucket(next, value);
            }
            case "_count", "_gcount" -> {
                if (!Double.isNaN(count) && count != value) {
                    return "a second count that is another";
                }
                count = value;
            }
            case "_sum", "_gsum" -> {
                hasSum = true;
                negativeSum = suffix.equals("_gsum") && value < 0;
                return suffix.equals("_sum") && negativeBound ? "a sum with buckets below zero" : null;
            }
            default -> {}
        }
        return null;
    }

    private @Nullable String bucket(double next, double value) {
        if (next <= bound) {
            return "a bucket after one with the same bound or a higher one";
        }
        if (!Double.isNaN(bound) && value < last) {
            return "a bucket with less than the one before";
        }
        negativeBound |= next < 0;
        bound = next;
        last = value;
        return null;
    }

    /** What is missing at its end; null when nothing is. */
    @Nullable
    String end() {
        if (bound != Double.POSITIVE_INFINITY) {
            return "has no bucket +Inf";
        }
        if (!Double.isNaN(count) && count != last) {
            return "counts other than its bucket +Inf";
        }
        if (hasSum == Double.isNaN(count)) {
            return hasSum ? "has a sum and no count" : "has a count and no sum";
        }
        return negativeSum && !negativeBound ? "has a negative sum without buckets below zero" : null;
    }
}
