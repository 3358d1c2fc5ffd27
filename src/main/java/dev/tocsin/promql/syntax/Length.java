package dev.tocsin.promql.syntax;

import java.util.Optional;

/**
 * A duration in an expression, as in {@code [5m]}, {@code offset 1h}, {@code [step() + 2m]}. Only the evaluation knows
 * the step and the range of the query, so that a length is worth something in a {@link Query} only.
 */
public sealed interface Length {
    /** What a length may depend on, in seconds; both 0 for an instant. */
    record Query(double stepSeconds, double rangeSeconds) {}

    /** Arithmetic between two lengths. */
    enum Op {
        ADD("+"),
        SUBTRACT("-"),
        MULTIPLY("*"),
        DIVIDE("/"),
        MODULO("%"),
        POWER("^");

        private final String sign;

        Op(String sign) {
            this.sign = sign;
        }

        /** As it is written. */
        public String sign() {
            return sign;
        }
    }

    /** {@code 5m}, or a number of seconds without {@code unit}. */
    record Fixed(double seconds, boolean unit) implements Length {}

    /** {@code step()}: the distance of the steps of the query. */
    record Step() implements Length {}

    /** {@code range()}: from the start of the query to its end. */
    record Range() implements Length {}

    /** {@code -x}. */
    record Negative(Length of) implements Length {}

    /** {@code +x}. */
    record Positive(Length of) implements Length {}

    /** {@code x + y} and so on. */
    record Arithmetic(Op op, Length left, Length right) implements Length {}

    /** {@code min_of(x, y)} or {@code max_of(x, y)}. */
    record Extreme(boolean max, Length left, Length right) implements Length {}

    /** {@code (x)}. */
    record Wrapped(Length of) implements Length {}

    /** Seconds in {@code query}; infinite or NaN after a division by zero. */
    default double seconds(Query query) {
        return switch (this) {
            case Fixed fixed -> fixed.seconds();
            case Step step -> query.stepSeconds();
            case Range range -> query.rangeSeconds();
            case Negative negative -> -negative.of().seconds(query);
            case Positive positive -> positive.of().seconds(query);
            case Wrapped wrapped -> wrapped.of().seconds(query);
            case Arithmetic sum ->
                apply(sum.op(), sum.left().seconds(query), sum.right().seconds(query));
            case Extreme extreme -> {
                double left = extreme.left().seconds(query);
                double right = extreme.right().seconds(query);
                yield extreme.max() ? Math.max(left, right) : Math.min(left, right);
            }
        };
    }

    /** Why there are no seconds in {@code query}: a division or modulo by zero, in Prometheus' words. */
    default Optional<String> fault(Query query) {
        return switch (this) {
            case Fixed fixed -> Optional.empty();
            case Step step -> Optional.empty();
            case Range range -> Optional.empty();
            case Negative negative -> negative.of().fault(query);
            case Positive positive -> positive.of().fault(query);
            case Wrapped wrapped -> wrapped.of().fault(query);
            case Extreme extreme ->
                extreme.left().fault(query).or(() -> extreme.right().fault(query));
            case Arithmetic sum -> {
                boolean divides = sum.op() == Op.DIVIDE || sum.op() == Op.MODULO;
                String word = sum.op() == Op.DIVIDE ? "division by zero" : "modulo by zero";
                Optional<String> own =
                        divides && sum.right().seconds(query) == 0 ? Optional.of(word) : Optional.empty();
                yield sum.left().fault(query).or(() -> sum.right().fault(query)).or(() -> own);
            }
        };
    }

    private static double apply(Op op, double left, double right) {
        return switch (op) {
            case ADD -> left + right;
            case SUBTRACT -> left - right;
            case MULTIPLY -> left * right;
            case DIVIDE -> left / right;
            case MODULO -> left % right;
            case POWER -> Math.pow(left, right);
        };
    }
}
