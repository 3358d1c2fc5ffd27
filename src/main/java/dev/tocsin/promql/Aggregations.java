package dev.tocsin.promql;

import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.GoFloat;
import dev.tocsin.model.Label;
import dev.tocsin.promql.syntax.AggregateOp;
import dev.tocsin.promql.syntax.Expr;
import dev.tocsin.promql.syntax.Quoted;
import dev.tocsin.promql.syntax.Span;
import java.util.ArrayList;
import java.util.List;

/** Evaluates aggregations, group by group. */
final class Aggregations {
    private final Evaluation evaluation;
    private final Query query;

    Aggregations(Evaluation evaluation) {
        this.evaluation = evaluation;
        this.query = evaluation.query();
    }

    List<Row> evaluate(Expr.Aggregate aggregate, Scope scope) throws EvaluationFault {
        Expr inner = aggregate.inner().unwrapped();
        if (aggregate.op() == AggregateOp.COUNT_VALUES) {
            return countValues(aggregate, evaluation.vector(inner, scope), scope);
        }
        double[] parameter = aggregate.parameter().isPresent()
                ? evaluation.scalar(aggregate.parameter().get(), scope)
                : new double[scope.steps().count()];
        if (aggregate.op().selects()) {
            return new Picking(query, aggregate, parameter).pick(evaluation.vector(inner, scope), scope);
        }
        List<Row> rows = evaluation.vector(inner, scope);
        if (aggregate.op() == AggregateOp.QUANTILE) {
            noteQuantiles(
                    parameter, aggregate.parameter().orElse(inner).unwrapped().span());
        }
        List<Row> results = new ArrayList<>();
        for (Grouping.Group group : new Grouping(aggregate).groups(rows)) {
            query.budget().checkTime();
            aggregate(aggregate, inner.span(), group, parameter, results);
        }
        return results;
    }

    private void noteQuantiles(double[] quantiles, Span span) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        boolean nan = false;
        for (double quantile : quantiles) {
            nan |= Double.isNaN(quantile);
            least = quantile < least ? quantile : least;
            greatest = quantile > greatest ? quantile : greatest;
        }
        if (nan) {
            query.notes().invalidQuantile(Double.NaN, span);
        }
        if (greatest > 1) {
            query.notes().invalidQuantile(greatest, span);
        }
        if (least < 0) {
            query.notes().invalidQuantile(least, span);
        }
    }

    private void aggregate(
            Expr.Aggregate aggregate, Span span, Grouping.Group group, double[] parameter, List<Row> results)
            throws EvaluationFault {
        int steps = parameter.length;
        boolean nameless = group.rows().stream().anyMatch(Row::nameless);
        Row result = new Row(group.labels(), nameless, steps);
        for (int step = 0; step < steps; step++) {
            Accumulator accumulator = Accumulator.of(aggregate.op(), parameter[step], query.notes(), span);
            for (Row row : group.rows()) {
                FloatHistogram histogram = row.histogram(step);
                if (histogram != null) {
                    accumulator.add(histogram, row.labels().get(Label.METRIC_NAME));
                } else if (row.has(step)) {
                    accumulator.add(row.value(step));
                }
            }
            accumulator.finish(result, step);
            query.budget().work(group.rows().size());
        }
        if (!result.isEmpty()) {
            results.add(result);
        }
    }

    private List<Row> countValues(Expr.Aggregate aggregate, List<Row> rows, Scope scope) throws EvaluationFault {
        String label = aggregate.parameter().map(LabelCalls::text).orElse("");
        if (label.isEmpty() || !Quoted.isText(label)) {
            throw EvaluationFault.of("invalid label name " + Quoted.go(label));
        }
        Grouping grouping = new Grouping(withLabel(aggregate, label));
        Rows results = new Rows(query.budget(), scope.steps().count());
        for (int step = 0; step < scope.steps().count(); step++) {
            query.budget().checkTime();
            for (Row row : rows) {
                if (row.has(step)) {
                    FloatHistogram histogram = row.histogram(step);
                    String value = histogram == null ? GoFloat.plain(row.value(step)) : histogram.toString();
                    Row result = results.row(grouping.of(row.labels().with(label, value)), false);
                    result.set(step, result.has(step) ? result.value(step) + 1 : 1);
                }
            }
        }
        return results.list();
    }

    /** Grouped by the values, too, whatever else. */
    private static Expr.Aggregate withLabel(Expr.Aggregate aggregate, String label) {
        if (aggregate.without()) {
            return aggregate;
        }
        List<String> labels = new ArrayList<>(aggregate.labels());
        labels.add(label);
        return new Expr.Aggregate(
                aggregate.op(), aggregate.parameterOrNull(), aggregate.inner(), labels, false, aggregate.span());
    }
}
