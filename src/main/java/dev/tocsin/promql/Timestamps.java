package dev.tocsin.promql;

import dev.tocsin.promql.syntax.Expr;
import java.util.ArrayList;
import java.util.List;

/** {@code timestamp} and {@code start_timestamp}: of the samples themselves when given a selector. */
final class Timestamps {
    private final Evaluation evaluation;
    private final Query query;

    Timestamps(Evaluation evaluation) {
        this.evaluation = evaluation;
        this.query = evaluation.query();
    }

    List<Row> evaluate(Expr.Call call, Scope scope) throws EvaluationFault {
        boolean start = call.function().name().equals("start_timestamp");
        Expr argument = call.arguments().getFirst().unwrapped();
        if (argument instanceof Expr.Selector selector) {
            return start && !query.startTimes() ? List.of() : ofSamples(selector, scope, start);
        }
        return start ? List.of() : ofSteps(evaluation.vector(argument, scope), scope);
    }

    private List<Row> ofSteps(List<Row> rows, Scope scope) {
        List<Row> results = new ArrayList<>(rows.size());
        for (Row row : rows) {
            Row result = query.names().changed(row);
            for (int step = 0; step < row.steps(); step++) {
                if (row.has(step)) {
                    result.set(step, scope.steps().time(step) / 1000d);
                }
            }
            results.add(result);
        }
        return results;
    }

    private List<Row> ofSamples(Expr.Selector selector, Scope scope, boolean start) throws EvaluationFault {
        Selection selection = evaluation.selection();
        Scope.Times times = scope.times(selector.shift());
        List<Row> results = new ArrayList<>();
        for (SeriesData series : selection.instantSeries(selector, scope, times)) {
            Row result = new Row(
                    query.names().changed(series.labels()), true, scope.steps().count());
            int at = -1;
            for (int step = 0; step < result.steps(); step++) {
                at = Selection.visible(series, at, times.at(step));
                if (at >= 0 && !selection.isGone(series, at, times.at(step))) {
                    result.set(step, (start ? series.start(at) : series.time(at)) / 1000d);
                }
            }
            if (!result.isEmpty()) {
                results.add(result);
            }
        }
        return results;
    }
}
