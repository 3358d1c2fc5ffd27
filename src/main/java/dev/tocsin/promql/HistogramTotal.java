package dev.tocsin.promql;

import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.FloatHistogram.CounterReset;
import dev.tocsin.model.HistogramSum;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The compensated sum or mean of histograms, number by number, with what was remarkable on the way. The mean is the
 * sum divided until that would overflow; from then on it is updated histogram by histogram. Mutable.
 */
final class HistogramTotal {
    private final boolean mean;
    private FloatHistogram sum;
    private @Nullable FloatHistogram lost;
    private double count = 1;
    private boolean incremental;
    private boolean incompatible;
    private boolean reconciled;
    private boolean resetSeen;
    private boolean noResetSeen;

    private HistogramTotal(FloatHistogram first, boolean mean) {
        this.sum = first;
        this.mean = mean;
        track(first);
    }

    static HistogramTotal sum(FloatHistogram first) {
        return new HistogramTotal(first, false);
    }

    static HistogramTotal mean(FloatHistogram first) {
        return new HistogramTotal(first, true);
    }

    private void track(FloatHistogram histogram) {
        resetSeen |= histogram.reset() == CounterReset.RESET;
        noResetSeen |= histogram.reset() == CounterReset.NOT_RESET;
    }

    void add(FloatHistogram next) {
        if (incompatible) {
            return;
        }
        track(next);
        count++;
        if (mean && !incremental) {
            if (!overflows(next)) {
                accumulate(next);
                return;
            }
            incremental = true;
            scale(1 / (count - 1), count - 1);
        }
        if (mean) {
            double share = (count - 1) / count;
            sum = sum.times(share);
            lost = lost == null ? null : lost.times(share);
            accumulate(next.dividedBy(count));
        } else {
            accumulate(next);
        }
    }

    private void scale(double factor, double divisor) {
        sum = sum.dividedBy(divisor);
        lost = lost == null ? null : lost.times(factor);
    }

    private boolean overflows(FloatHistogram next) {
        return HistogramSum.add(sum, next)
                .map(total -> total.histogram().overflows())
                .orElse(false);
    }

    private void accumulate(FloatHistogram next) {
        Optional<HistogramSum> total = HistogramSum.add(sum, next);
        Optional<HistogramSum> error = HistogramSum.combine(sum, next, HistogramTotal::error);
        if (total.isEmpty() || error.isEmpty()) {
            incompatible = true;
            return;
        }
        reconciled |= total.get().reconciled();
        FloatHistogram missed = error.get().histogram();
        lost = lost == null
                ? missed
                : HistogramSum.add(lost, missed).map(HistogramSum::histogram).orElse(missed);
        sum = total.get().histogram();
    }

    private static double error(double left, double right) {
        return Kahan.compensation(left, 0, right, left + right);
    }

    /** The result; empty when exponential and custom buckets met. */
    Optional<FloatHistogram> result() {
        if (incompatible) {
            return Optional.empty();
        }
        boolean divide = mean && !incremental;
        FloatHistogram whole = divide ? sum.dividedBy(count) : sum;
        if (lost == null) {
            return Optional.of(whole);
        }
        FloatHistogram rest = (divide ? lost.dividedBy(count) : lost).with(whole.reset());
        return HistogramSum.add(whole, rest).map(HistogramSum::histogram);
    }

    /** Whether exponential and custom buckets met. */
    boolean incompatible() {
        return incompatible;
    }

    /** Whether custom bounds had to be reduced on the way. */
    boolean reconciled() {
        return reconciled;
    }

    /** Whether some came after a counter reset and others did not. */
    boolean conflict() {
        return resetSeen && noResetSeen;
    }
}
