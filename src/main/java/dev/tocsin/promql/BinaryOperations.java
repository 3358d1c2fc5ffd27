package dev.tocsin.promql;

import dev.tocsin.model.FloatHistogram;
import dev.tocsin.promql.syntax.Expr;
import dev.tocsin.promql.syntax.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates binary operations that give vectors. */
final class BinaryOperations {
    private final Evaluation evaluation;
    private final Query query;

    BinaryOperations(Evaluation evaluation) {
        this.evaluation = evaluation;
        this.query = evaluation.query();
    }

    List<Row> evaluate(Expr.Binary binary, Scope scope) throws EvaluationFault {
        if (binary.left().kind() == Kind.SCALAR) {
            double[] scalar = evaluation.scalar(binary.left(), scope);
            return withScalar(binary, evaluation.vector(binary.right(), scope), scalar, true);
        }
        List<Row> left = evaluation.vector(binary.left(), scope);
        if (binary.right().kind() == Kind.SCALAR) {
            return withScalar(binary, left, evaluation.scalar(binary.right(), scope), false);
        }
        List<Row> right = evaluation.vector(binary.right(), scope);
        int steps = scope.steps().count();
        return binary.op().isSet()
                ? new SetOperation(binary, left, right, steps, query.budget()).evaluate()
                : new VectorMatch(binary, query, left, right, steps).evaluate();
    }

    private List<Row> withScalar(Expr.Binary binary, List<Row> rows, double[] scalar, boolean scalarLeft)
            throws EvaluationFault {
        Elements elements = new Elements(binary, query.notes());
        boolean changes = changesMeaning(binary);
        List<Row> results = new ArrayList<>(rows.size());
        for (Row row : rows) {
            query.budget().series();
            Row result = changes ? query.names().changed(row) : new Row(row.labels(), row.nameless(), row.steps());
            for (int step = 0; step < row.steps(); step++) {
                if (row.has(step)) {
                    apply(elements, binary, row, scalar[step], scalarLeft, result, step);
                }
            }
            if (!result.isEmpty()) {
                results.add(result);
            }
        }
        return query.names().delayed() ? results : Rows.merged(results);
    }

    private static void apply(
            Elements elements, Expr.Binary binary, Row row, double scalar, boolean scalarLeft, Row result, int step) {
        FloatHistogram histogram = row.histogram(step);
        boolean possible = scalarLeft
                ? elements.apply(scalar, null, row.value(step), histogram)
                : elements.apply(row.value(step), histogram, scalar, null);
        if (!possible) {
            return;
        }
        boolean comparison = binary.op().isComparison();
        double value = comparison ? row.value(step) : elements.value();
        put(result, step, binary, elements, value, comparison ? histogram : elements.histogram());
    }

    /** Sets what an operation gave: with {@code bool} 1 or 0, else the value where a comparison holds. */
    static void put(
            Row result,
            int step,
            Expr.Binary binary,
            Elements elements,
            double value,
            @Nullable FloatHistogram histogram) {
        if (binary.bool()) {
            result.set(step, elements.kept() ? 1 : 0);
        } else if (elements.kept() && histogram != null) {
            result.set(step, histogram);
        } else if (elements.kept()) {
            result.set(step, value);
        }
    }

    /** Whether the result is no longer the metric of the input. */
    static boolean changesMeaning(Expr.Binary binary) {
        return binary.bool() || !(binary.op().isComparison() || binary.op().isTrim());
    }
}
