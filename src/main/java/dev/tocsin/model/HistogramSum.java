package dev.tocsin.model;

import dev.tocsin.model.FloatHistogram.CounterReset;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;

/**
 * The sum or difference of two histograms, with what was remarkable about it. Those of different exponential schemas
 * meet at the coarser one, those of different custom bounds at the bounds that they share.
 *
 * @param conflict whether one came after a counter reset and the other did not
 * @param reconciled whether custom bounds had to be reduced
 */
public record HistogramSum(FloatHistogram histogram, boolean conflict, boolean reconciled) {
    /** {@code left + right}; empty when one has exponential and the other custom buckets. */
    public static Optional<HistogramSum> add(FloatHistogram left, FloatHistogram right) {
        return combine(left, right, Double::sum);
    }

    /** {@code left - right}; empty when one has exponential and the other custom buckets. */
    public static Optional<HistogramSum> subtract(FloatHistogram left, FloatHistogram right) {
        return combine(left, right, (a, b) -> a - b);
    }

    /**
     * Combined by {@code operator}, number by number: zero count, count, sum and each bucket, a missing bucket being 0.
     * Empty when one has exponential and the other custom buckets.
     */
    public static Optional<HistogramSum> combine(
            FloatHistogram left, FloatHistogram right, DoubleBinaryOperator operator) {
        if (left.isCustom() != right.isCustom()) {
            return Optional.empty();
        }
        boolean reconciled = !left.bounds().equals(right.bounds());
        boolean conflict = conflict(left.reset(), right.reset());
        FloatHistogram combined = combineAligned(align(left, right), operator);
        return Optional.of(new HistogramSum(combined.with(hint(left.reset(), right.reset())), conflict, reconciled));
    }

    /** Both brought to one layout. Needs two exponential or two custom ones. */
    static ZeroBucket.Pair align(FloatHistogram left, FloatHistogram right) {
        if (left.isCustom()) {
            List<Double> shared = CustomBounds.shared(left.bounds(), right.bounds());
            return new ZeroBucket.Pair(CustomBounds.reduce(left, shared), CustomBounds.reduce(right, shared));
        }
        ZeroBucket.Pair aligned = ZeroBucket.align(left, right);
        int schema = Math.min(left.schema(), right.schema());
        return new ZeroBucket.Pair(
                aligned.left().coarsened(schema), aligned.right().coarsened(schema));
    }

    private static FloatHistogram combineAligned(ZeroBucket.Pair pair, DoubleBinaryOperator operator) {
        FloatHistogram left = pair.left();
        FloatHistogram right = pair.right();
        return left.with(
                operator.applyAsDouble(left.zeroCount(), right.zeroCount()),
                operator.applyAsDouble(left.count(), right.count()),
                operator.applyAsDouble(left.sum(), right.sum()),
                left.positive().merge(right.positive(), operator),
                left.negative().merge(right.negative(), operator));
    }

    private static boolean conflict(CounterReset left, CounterReset right) {
        return (left == CounterReset.RESET && right == CounterReset.NOT_RESET)
                || (left == CounterReset.NOT_RESET && right == CounterReset.RESET);
    }

    private static CounterReset hint(CounterReset left, CounterReset right) {
        if (left == right) {
            return left;
        }
        return left == CounterReset.GAUGE || right == CounterReset.GAUGE ? CounterReset.GAUGE : CounterReset.UNKNOWN;
    }
}
