package dev.tocsin.promql;

import dev.tocsin.promql.syntax.Expr;
import dev.tocsin.promql.syntax.Quoted;
import java.util.List;

/** Evaluates scalars: one number at each step. */
final class Scalars {
    private final Evaluation evaluation;

    Scalars(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    double[] evaluate(Expr expr, Scope scope) throws EvaluationFault {
        Budget budget = evaluation.query().budget();
        budget.checkTime();
        long before = budget.held();
        double[] values = values(expr, scope);
        budget.release(before);
        budget.hold(Row.leastWeight(values.length));
        return values;
    }

    private double[] values(Expr expr, Scope scope) throws EvaluationFault {
        return switch (expr) {
            case Expr.Number number -> Evaluation.constant(number.value(), scope);
            case Expr.Paren paren -> evaluate(paren.inner(), scope);
            case Expr.Unary unary -> negate(unary, evaluate(unary.inner(), scope));
            case Expr.Binary binary -> combine(binary, scope);
            case Expr.Call call -> call(call, scope);
            case Expr.Text text -> throw noScalar(expr);
            case Expr.Aggregate aggregate -> throw noScalar(expr);
            case Expr.Selector selector -> throw noScalar(expr);
            case Expr.RangeSelector range -> throw noScalar(expr);
            case Expr.Subquery subquery -> throw noScalar(expr);
        };
    }

    private static IllegalStateException noScalar(Expr expr) {
        return new IllegalStateException("the type check let through as a scalar: " + expr);
    }

    private static double[] negate(Expr.Unary unary, double[] values) {
        for (int step = 0; step < values.length && unary.negative(); step++) {
            values[step] = -values[step];
        }
        return values;
    }

    private double[] combine(Expr.Binary binary, Scope scope) throws EvaluationFault {
        if (binary.op().isTrim()) {
            throw EvaluationFault.of(
                    "operator " + Quoted.go(binary.op().sign()) + " not allowed for Scalar operations");
        }
        double[] left = evaluate(binary.left(), scope);
        double[] right = evaluate(binary.right(), scope);
        for (int step = 0; step < left.length; step++) {
            left[step] = Elements.scalar(binary.op(), left[step], right[step]);
        }
        return left;
    }

    private double[] call(Expr.Call call, Scope scope) throws EvaluationFault {
        Query query = evaluation.query();
        List<Expr> arguments = call.arguments();
        return switch (call.function().name()) {
            case "pi" -> Evaluation.constant(Math.PI, scope);
            case "time" -> times(scope);
            case "start" -> Evaluation.constant(query.steps().first() / 1000d, scope);
            case "end" -> Evaluation.constant(query.steps().last() / 1000d, scope);
            case "range" -> Evaluation.constant(query.rangeSeconds(), scope);
            case "step" -> Evaluation.constant(query.stepSeconds(), scope);
            case "scalar" -> single(evaluation.vector(arguments.getFirst(), scope), scope);
            case "max_of", "min_of" -> extreme(call, scope);
            default -> throw noScalar(call);
        };
    }

    private static double[] times(Scope scope) {
        double[] times = new double[scope.steps().count()];
        for (int step = 0; step < times.length; step++) {
            times[step] = scope.steps().time(step) / 1000d;
        }
        return times;
    }

    /** The one number at each step; NaN where there is none or more than one. */
    private static double[] single(List<Row> rows, Scope scope) {
        double[] values = Evaluation.constant(Double.NaN, scope);
        for (int step = 0; step < values.length; step++) {
            int found = 0;
            for (Row row : rows) {
                if (row.hasFloat(step)) {
                    found++;
                    values[step] = row.value(step);
                }
            }
            values[step] = found == 1 ? values[step] : Double.NaN;
        }
        return values;
    }

    private double[] extreme(Expr.Call call, Scope scope) throws EvaluationFault {
        boolean max = call.function().name().equals("max_of");
        double[] left = evaluate(call.arguments().get(0), scope);
        double[] right = evaluate(call.arguments().get(1), scope);
        for (int step = 0; step < left.length; step++) {
            left[step] = max ? Math.max(left[step], right[step]) : Math.min(left[step], right[step]);
        }
        return left;
    }
}
