package dev.tocsin.promql.syntax;

import dev.tocsin.model.Matcher;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A PromQL expression: immutable, its types checked. {@link #toString} prints it in Prometheus' canonical form, which
 * parses to an equal expression save for the spans and the order of matchers.
 */
public sealed interface Expr {
    /** Where it stands in the text. */
    Span span();

    /** What it evaluates to. */
    default Kind kind() {
        return switch (this) {
            case Number number -> Kind.SCALAR;
            case Text text -> Kind.STRING;
            case Paren paren -> paren.inner().kind();
            case Unary unary -> unary.inner().kind();
            case Binary binary ->
                binary.left().kind() == Kind.SCALAR && binary.right().kind() == Kind.SCALAR ? Kind.SCALAR : Kind.VECTOR;
            case Aggregate aggregate -> Kind.VECTOR;
            case Call call -> call.function().result();
            case Selector selector -> Kind.VECTOR;
            case RangeSelector range -> Kind.MATRIX;
            case Subquery subquery -> Kind.MATRIX;
        };
    }

    /** The expressions directly inside, in the order in which they are written. */
    default List<Expr> children() {
        return switch (this) {
            case Number number -> List.of();
            case Text text -> List.of();
            case Selector selector -> List.of();
            case Paren paren -> List.of(paren.inner());
            case Unary unary -> List.of(unary.inner());
            case Binary binary -> List.of(binary.left(), binary.right());
            case Aggregate aggregate ->
                aggregate
                        .parameter()
                        .map(given -> List.of(given, aggregate.inner()))
                        .orElse(List.of(aggregate.inner()));
            case Call call -> call.arguments();
            case RangeSelector range -> List.of(range.selector());
            case Subquery subquery -> List.of(subquery.inner());
        };
    }

    /** This without parentheses around it. */
    default Expr unwrapped() {
        return this instanceof Paren paren ? paren.inner().unwrapped() : this;
    }

    /** A number; {@code duration} when it was written as one ({@code 5m}). */
    record Number(double value, boolean duration, Span span) implements Expr {
        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /** A string. */
    record Text(String value, Span span) implements Expr {
        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /** {@code (inner)}. */
    record Paren(Expr inner, Span span) implements Expr {
        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /** {@code -inner} or {@code +inner}. */
    record Unary(boolean negative, Expr inner, Span span) implements Expr {
        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /**
     * {@code left op right}.
     *
     * @param bool whether a comparison answers 0 or 1 instead of dropping what it is not true of
     */
    record Binary(BinaryOp op, Expr left, Expr right, boolean bool, Matching matching, Span span) implements Expr {
        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /** {@code op by (labels) (parameter, inner)}. */
    record Aggregate(
            AggregateOp op, @Nullable Expr parameterOrNull, Expr inner, List<String> labels, boolean without, Span span)
            implements Expr {
        public Aggregate {
            labels = List.copyOf(labels);
        }

        /** What stands before the vector, as in {@code topk(5, x)}. */
        public Optional<Expr> parameter() {
            return Optional.ofNullable(parameterOrNull);
        }

        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /** {@code function(arguments)}. */
    record Call(Signature function, List<Expr> arguments, Span span) implements Expr {
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /** How the edges of a range or instant are found. */
    enum Edge {
        PLAIN,
        /** {@code anchored}: real samples at or before each edge. */
        ANCHORED,
        /** {@code smoothed}: interpolated at each edge. */
        SMOOTHED
    }

    /**
     * {@code name{matchers} offset 5m}.
     *
     * @param name as written in front; empty when there is none. It is among the matchers, too
     */
    record Selector(String name, List<Matcher> matchers, Shift shift, Edge edge, Span span) implements Expr {
        public Selector {
            matchers = List.copyOf(matchers);
        }

        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /** {@code selector[range]}; the shift is the selector's. */
    record RangeSelector(Selector selector, Length range, Span span) implements Expr {
        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /** {@code inner[range:step]}; without a step, the engine's default. */
    record Subquery(Expr inner, Length range, @Nullable Length stepOrNull, Shift shift, Span span) implements Expr {
        /** The distance of its steps. */
        public Optional<Length> step() {
            return Optional.ofNullable(stepOrNull);
        }

        @Override
        public String toString() {
            return Printer.print(this);
        }
    }
}
