package dev.tocsin.promql;

import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.FloatHistogram.CounterReset;
import dev.tocsin.model.HistogramSum;
import dev.tocsin.promql.syntax.BinaryOp;
import dev.tocsin.promql.syntax.Expr;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One binary operation between two values, numbers or histograms. Holds the last result, to be read after apply. */
final class Elements {
    private final BinaryOp op;
    private final Expr.Binary expr;
    private final Notes notes;
    private double value;
    private @Nullable FloatHistogram histogram;
    private boolean kept;

    Elements(Expr.Binary expr, Notes notes) {
        this.op = expr.op();
        this.expr = expr;
        this.notes = notes;
    }

    double value() {
        return value;
    }

    @Nullable
    FloatHistogram histogram() {
        return histogram;
    }

    /** Whether a comparison is true; other operations always are. */
    boolean kept() {
        return kept;
    }

    /** Between scalars; a comparison is 1 or 0. */
    static double scalar(BinaryOp op, double left, double right) {
        return op.isComparison() ? (compare(op, left, right) ? 1 : 0) : arithmetic(op, left, right);
    }

    private static boolean compare(BinaryOp op, double left, double right) {
        return switch (op) {
            case EQUAL -> left == right;
            case NOT_EQUAL -> left != right;
            case LESS -> left < right;
            case LESS_OR_EQUAL -> left <= right;
            case GREATER -> left > right;
            case GREATER_OR_EQUAL -> left >= right;
            case OR, AND, UNLESS, TRIM_UPPER, TRIM_LOWER, ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, ATAN2, POWER ->
                throw new IllegalStateException("no comparison: " + op);
        };
    }

    private static double arithmetic(BinaryOp op, double left, double right) {
        return switch (op) {
            case ADD -> left + right;
            case SUBTRACT -> left - right;
            case MULTIPLY -> left * right;
            case DIVIDE -> left / right;
            case MODULO -> left % right;
            case ATAN2 -> Math.atan2(left, right);
            case POWER -> power(left, right);
            case OR,
                    AND,
                    UNLESS,
                    TRIM_UPPER,
                    TRIM_LOWER,
                    EQUAL,
                    NOT_EQUAL,
                    LESS,
                    LESS_OR_EQUAL,
                    GREATER,
                    GREATER_OR_EQUAL -> Double.NaN;
        };
    }

    /** As in Go, where one to any power is one, and minus one to an infinite one. */
    private static double power(double left, double right) {
        boolean one = left == 1 || (left == -1 && Double.isInfinite(right));
        return one ? 1 : Math.pow(left, right);
    }

    /** False when these values cannot be combined so, which the notes then tell. */
    boolean apply(
            double left,
            @Nullable FloatHistogram leftHistogram,
            double right,
            @Nullable FloatHistogram rightHistogram) {
        histogram = null;
        kept = true;
        if (leftHistogram == null && rightHistogram == null) {
            return floats(left, right);
        }
        if (leftHistogram == null) {
            return (op == BinaryOp.MULTIPLY && rightHistogram != null)
                    ? result(rightHistogram.times(left))
                    : incompatible("float", "histogram");
        }
        return rightHistogram == null ? scaled(leftHistogram, right) : histograms(leftHistogram, rightHistogram);
    }

    private boolean floats(double left, double right) {
        if (op.isTrim()) {
            return incompatible("float", "float");
        }
        if (op.isComparison()) {
            value = left;
            kept = compare(op, left, right);
        } else {
            value = arithmetic(op, left, right);
        }
        return true;
    }

    private boolean scaled(FloatHistogram left, double right) {
        return switch (op) {
            case MULTIPLY -> result(left.times(right));
            case DIVIDE -> result(left.dividedBy(right));
            case TRIM_UPPER -> result(Trim.below(left, right));
            case TRIM_LOWER -> result(Trim.above(left, right));
            case OR,
                    AND,
                    UNLESS,
                    EQUAL,
                    NOT_EQUAL,
                    LESS,
                    LESS_OR_EQUAL,
                    GREATER,
                    GREATER_OR_EQUAL,
                    ADD,
                    SUBTRACT,
                    MODULO,
                    ATAN2,
                    POWER -> incompatible("histogram", "float");
        };
    }

    private boolean histograms(FloatHistogram left, FloatHistogram right) {
        return switch (op) {
            case ADD -> combined(HistogramSum.add(left, right), Notes.Operation.ADDITION);
            case SUBTRACT ->
                combined(
                        HistogramSum.subtract(left, right)
                                .map(sum -> new HistogramSum(
                                        sum.histogram().with(CounterReset.GAUGE), sum.conflict(), sum.reconciled())),
                        Notes.Operation.SUBTRACTION);
            case EQUAL -> compared(left, left.sameAs(right));
            case NOT_EQUAL -> compared(left, !left.sameAs(right));
            case OR,
                    AND,
                    UNLESS,
                    LESS,
                    LESS_OR_EQUAL,
                    GREATER,
                    GREATER_OR_EQUAL,
                    TRIM_UPPER,
                    TRIM_LOWER,
                    MULTIPLY,
                    DIVIDE,
                    MODULO,
                    ATAN2,
                    POWER -> incompatible("histogram", "histogram");
        };
    }

    private boolean combined(Optional<HistogramSum> sum, Notes.Operation operation) {
        if (sum.isEmpty()) {
            notes.incompatibleBuckets(op.sign(), expr.span());
            return false;
        }
        if (sum.get().conflict()) {
            notes.resetConflict(operation, expr.span());
            return false;
        }
        if (sum.get().reconciled()) {
            notes.reconciledBounds(operation, expr.span());
        }
        return result(sum.get().histogram());
    }

    private boolean compared(FloatHistogram left, boolean holds) {
        histogram = left;
        kept = holds;
        return true;
    }

    private boolean result(FloatHistogram made) {
        histogram = made.compact();
        return true;
    }

    private boolean incompatible(String left, String right) {
        notes.incompatibleTypes(left, op.sign(), right, expr.span());
        return false;
    }
}
