package dev.tocsin.promql;

import dev.tocsin.model.FloatHistogram;
import dev.tocsin.promql.syntax.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Evaluates functions that take and give instant vectors. */
final class VectorCalls {
    private final Evaluation evaluation;
    private final Query query;
    private final HistogramCalls histograms;

    VectorCalls(Evaluation evaluation) {
        this.evaluation = evaluation;
        this.query = evaluation.query();
        this.histograms = new HistogramCalls(evaluation);
    }

    List<Row> evaluate(Expr.Call call, Scope scope) throws EvaluationFault {
        String name = call.function().name();
        DoubleUnaryOperator simple = MathFunctions.TABLE.get(name);
        if (simple != null) {
            return eachFloat(argument(call, scope), step -> simple);
        }
        DoubleUnaryOperator date = DateFunctions.TABLE.get(name);
        if (date != null) {
            return dates(call, scope, date);
        }
        ToDoubleFunction<FloatHistogram> statistic = HistogramFunctions.TABLE.get(name);
        if (statistic != null) {
            return eachHistogram(call, scope, statistic);
        }
        return switch (name) {
            case "absent" -> Absence.of(call.arguments().getFirst().unwrapped(), argument(call, scope), scope);
            case "vector" ->
                List.of(Evaluation.row(evaluation.scalar(call.arguments().getFirst(), scope)));
            case "clamp", "clamp_min", "clamp_max" -> clamp(call, scope);
            case "round" -> round(call, scope);
            case "sort", "sort_desc", "sort_by_label", "sort_by_label_desc" -> sort(call, scope);
            case "timestamp", "start_timestamp" -> new Timestamps(evaluation).evaluate(call, scope);
            case "label_replace" -> LabelCalls.replace(call, argument(call, scope), query.budget());
            case "label_join" -> LabelCalls.join(call, argument(call, scope), query.budget());
            case "info" -> new InfoCall(evaluation).evaluate(call, scope);
            case "histogram_quantile", "histogram_quantiles", "histogram_fraction" -> histograms.evaluate(call, scope);
            default -> throw new IllegalStateException("no function of vectors: " + name);
        };
    }

    private List<Row> argument(Expr.Call call, Scope scope) throws EvaluationFault {
        return evaluation.vector(call.arguments().getFirst(), scope);
    }

    /** What is done to a number at a step. */
    @FunctionalInterface
    private interface Stepwise {
        @Nullable
        DoubleUnaryOperator at(int step);
    }

    /** Histograms are left out; where there is no operator, numbers are, too. */
    private List<Row> eachFloat(List<Row> rows, Stepwise operators) {
        List<Row> results = new ArrayList<>(rows.size());
        for (Row row : rows) {
            Row result = query.names().changed(row);
            for (int step = 0; step < row.steps(); step++) {
                DoubleUnaryOperator operator = row.hasFloat(step) ? operators.at(step) : null;
                if (operator != null) {
                    result.set(step, operator.applyAsDouble(row.value(step)));
                }
            }
            if (!result.isEmpty()) {
                results.add(result);
            }
        }
        return results;
    }

    private List<Row> eachHistogram(Expr.Call call, Scope scope, ToDoubleFunction<FloatHistogram> statistic)
            throws EvaluationFault {
        boolean statsEnough = !call.function().name().startsWith("histogram_std");
        List<Row> results = new ArrayList<>();
        for (Row row : argument(call, statsEnough ? scope.forStats() : scope)) {
            Row result = query.names().changed(row);
            for (int step = 0; step < row.steps(); step++) {
                FloatHistogram histogram = row.histogram(step);
                if (histogram != null) {
                    result.set(step, statistic.applyAsDouble(histogram));
                }
            }
            if (!result.isEmpty()) {
                results.add(result);
            }
        }
        return results;
    }

    private List<Row> dates(Expr.Call call, Scope scope, DoubleUnaryOperator date) throws EvaluationFault {
        if (!call.arguments().isEmpty()) {
            return eachFloat(argument(call, scope), step -> date);
        }
        double[] values = new double[scope.steps().count()];
        for (int step = 0; step < values.length; step++) {
            values[step] = date.applyAsDouble(Math.floor(scope.steps().time(step) / 1000d));
        }
        return List.of(Evaluation.row(values));
    }

    private List<Row> clamp(Expr.Call call, Scope scope) throws EvaluationFault {
        List<Row> rows = argument(call, scope);
        double[] first = evaluation.scalar(call.arguments().get(1), scope);
        double[] second =
                call.arguments().size() > 2 ? evaluation.scalar(call.arguments().get(2), scope) : first;
        String name = call.function().name();
        return eachFloat(rows, step -> {
            double lowest = name.equals("clamp_max") ? Double.NEGATIVE_INFINITY : first[step];
            double highest = name.equals("clamp_min") ? Double.POSITIVE_INFINITY : second[step];
            return highest < lowest ? null : value -> Math.max(lowest, Math.min(highest, value));
        });
    }

    private List<Row> round(Expr.Call call, Scope scope) throws EvaluationFault {
        List<Row> rows = argument(call, scope);
        double[] nearest = call.arguments().size() > 1
                ? evaluation.scalar(call.arguments().get(1), scope)
                : Evaluation.constant(1, scope);
        return eachFloat(rows, step -> {
            // The inverse makes for fewer inaccuracies.
            double inverse = 1 / nearest[step];
            return value -> Math.floor(value * inverse + 0.5) / inverse;
        });
    }

    private List<Row> sort(Expr.Call call, Scope scope) throws EvaluationFault {
        if (!query.steps().single()) {
            query.notes().sortInRange(call.span());
        }
        List<Row> rows = argument(call, scope);
        return switch (call.function().name()) {
            case "sort" -> Sorting.byValue(rows, false);
            case "sort_desc" -> Sorting.byValue(rows, true);
            case "sort_by_label" -> Sorting.byLabels(rows, LabelCalls.texts(call, 1), false);
            default -> Sorting.byLabels(rows, LabelCalls.texts(call, 1), true);
        };
    }
}
