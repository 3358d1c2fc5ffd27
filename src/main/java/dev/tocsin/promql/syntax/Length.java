package dev.tocsin.promql.syntax;

import java.util.Optional;
import java.util.OptionalDouble;

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

        /** What is wrong when the right side is zero; empty when nothing is. */
        Optional<String> byZero() {
            return switch (this) {
                case DIVIDE -> Optional.of("division by zero");
                case MODULO -> Optional.of("modulo by zero");
                case ADD, SUBTRACT, MULTIPLY, POWER -> Optional.empty();
            };
        }
    }

    /** {@code 5m}, or a number of seconds without {@code unit}. */
    record Fixed(double seconds, boolean unit, Span span) implements Length {}

    /** {@code step()}: the distance of the steps of the query. */
    record Step(Span span) implements Length {}

    /** {@code range()}: from the start of the query to its end. */
    record Range(Span span) implements Length {}

    /** {@code -x}. */
    record Negative(Length of, Span span) implements Length {}

    /** {@code +x}. */
    record Positive(Length of, Span span) implements Length {}

    /** {@code x + y} and so on. */
    record Arithmetic(Op op, Length left, Length right) implements Length {
        @Override
        public Span span() {
            return left.span().to(right.span());
        }
    }

    /** {@code min_of(x, y)} or {@code max_of(x, y)}. */
    record Extreme(boolean max, Length left, Length right, Span span) implements Length {}

    /** {@code (x)}. */
    record Wrapped(Length of) implements Length {
        /** Without the parentheses, as Prometheus has it. */
        @Override
        public Span span() {
            return of.span();
        }
    }

    /** Where it stands in the text. */
    Span span();

    /** Seconds of what is known without the query: a number with signs and parentheses. */
    default OptionalDouble literal() {
        return switch (this) {
            case Fixed fixed -> OptionalDouble.of(fixed.seconds());
            case Wrapped wrapped -> wrapped.of().literal();
            case Positive positive -> positive.of().literal();
            case Negative negative -> {
                OptionalDouble inner = negative.of().literal();
                yield inner.isPresent() ? OptionalDouble.of(-inner.getAsDouble()) : inner;
            }
            case Step step -> OptionalDouble.empty();
            case Range range -> OptionalDouble.empty();
            case Arithmetic sum -> OptionalDouble.empty();
            case Extreme extreme -> OptionalDouble.empty();
        };
    }

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

    /** Why there are no seconds in {@code query}: a division or modulo by zero, in Prometheus' words and place. */
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
            case Arithmetic sum ->
                sum.left()
                        .fault(query)
                        .or(() -> sum.right().fault(query))
                        .or(() -> sum.op()
                                .byZero()
                                .filter(words -> sum.right().seconds(query) == 0)
                                .map(this::at));
        };
    }

    /** {@code words} about this length, found when the query was known: Prometheus says where it begins and ends, from 0. */
    default String at(String words) {
        return span().start() + ":" + span().end() + ": " + words;
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
