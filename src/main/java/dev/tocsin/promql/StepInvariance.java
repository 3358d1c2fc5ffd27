package dev.tocsin.promql;

import dev.tocsin.promql.syntax.Expr;
import dev.tocsin.promql.syntax.Shift;
import java.util.Set;

/** Finds expressions that an {@code @} modifier makes the same at each step, so that they are evaluated once. */
final class StepInvariance {
    /** Functions that look at the time of evaluation, whatever they are given. */
    private static final Set<String> TIMED = Set.of(
            "days_in_month",
            "day_of_month",
            "day_of_week",
            "day_of_year",
            "hour",
            "minute",
            "month",
            "year",
            "predict_linear",
            "time",
            "timestamp",
            "start_timestamp",
            "start",
            "end",
            "range",
            "step",
            "info");

    private StepInvariance() {}

    static boolean holds(Expr expr) {
        return switch (expr) {
            case Expr.Number number -> true;
            case Expr.Text text -> true;
            case Expr.Selector selector -> isFixed(selector.shift());
            case Expr.RangeSelector range -> isFixed(range.selector().shift());
            case Expr.Subquery subquery -> isFixed(subquery.shift());
            case Expr.Paren paren -> holds(paren.inner());
            case Expr.Unary unary -> holds(unary.inner());
            case Expr.Binary binary -> holds(binary.left()) && holds(binary.right());
            case Expr.Aggregate aggregate ->
                holds(aggregate.inner())
                        && aggregate.parameter().map(StepInvariance::holds).orElse(true);
            case Expr.Call call ->
                !TIMED.contains(call.function().name())
                        && call.arguments().stream().allMatch(StepInvariance::holds);
        };
    }

    private static boolean isFixed(Shift shift) {
        return shift.at().isPresent();
    }
}
