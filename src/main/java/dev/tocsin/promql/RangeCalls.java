package dev.tocsin.promql;

import dev.tocsin.model.Label;
import dev.tocsin.model.Labels;
import dev.tocsin.promql.syntax.Expr;
import dev.tocsin.promql.syntax.Expr.Edge;
import dev.tocsin.promql.syntax.Kind;
import dev.tocsin.promql.syntax.Shift;
import dev.tocsin.promql.syntax.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Evaluates functions over ranges: each series' points are read once and a window moves over them. */
final class RangeCalls {
    private static final Map<String, RangeFunction> FUNCTIONS = functions();
    private static final Set<String> KEEPS_NAME = Set.of("last_over_time", "first_over_time");
    private static final Set<String> ANCHORED = new TreeSet<>(Set.of("changes", "delta", "increase", "rate", "resets"));
    private static final Set<String> SMOOTHED = new TreeSet<>(Set.of("delta", "increase", "rate"));

    private final Evaluation evaluation;
    private final Query query;

    RangeCalls(Evaluation evaluation) {
        this.evaluation = evaluation;
        this.query = evaluation.query();
    }

    private static Map<String, RangeFunction> functions() {
        Map<String, RangeFunction> all = new HashMap<>(OverTime.TABLE);
        all.putAll(Rates.TABLE);
        all.putAll(InstantRates.TABLE);
        all.putAll(Counters.TABLE);
        all.putAll(Trends.TABLE);
        return Map.copyOf(all);
    }

    static boolean isOverRange(Expr.Call call) {
        return call.function().arguments().contains(Kind.MATRIX);
    }

    /** A range of points: its length and where in time it lies. */
    private record Range(long length, Scope.Times times, Edge edge) {}

    List<Row> evaluate(Expr.Call call, Scope scope) throws EvaluationFault {
        String name = call.function().name();
        List<double[]> scalars = new ArrayList<>();
        Expr argument = call.arguments().getFirst();
        for (Expr given : call.arguments()) {
            if (given.kind() == Kind.MATRIX) {
                argument = given.unwrapped();
            } else {
                scalars.add(evaluation.scalar(given, scope));
            }
        }
        Range range = range(argument, scope);
        checkEdge(name, range.edge);
        boolean keepsName = KEEPS_NAME.contains(name);
        RangeFunction function = function(name);
        // As in Prometheus, notes point to the first argument, whichever it is.
        Span span = call.arguments().getFirst().unwrapped().span();
        Window.Frame frame = new Window.Frame(range.length / 1000d, range.edge, span, query.lookback(), query.notes());
        List<Row> rows = new ArrayList<>();
        tracks(argument, scope, track -> {
            query.budget().series();
            Labels labels = keepsName ? track.labels() : query.names().changed(track.labels());
            Row row = new Row(
                    labels, !keepsName || track.nameless(), scope.steps().count());
            apply(function, new Window(track, frame), range, scalars, row);
            if (!row.isEmpty()) {
                query.budget().hold(row.weight());
                rows.add(row);
                noteCounter(name, track, row, frame.span());
            }
        });
        if (name.equals("absent_over_time")) {
            return Absence.of(argument, rows, scope);
        }
        return rows;
    }

    private static RangeFunction function(String name) {
        RangeFunction function = FUNCTIONS.get(name);
        if (function == null) {
            throw new IllegalStateException("no function over ranges: " + name);
        }
        return function;
    }

    private void tracks(Expr argument, Scope scope, Track.Taker taker) throws EvaluationFault {
        switch (argument) {
            case Expr.Subquery subquery -> evaluation.tracks(subquery, scope, taker);
            default -> evaluation.selection().tracks((Expr.RangeSelector) argument, scope, taker);
        }
    }

    private Range range(Expr argument, Scope scope) throws EvaluationFault {
        if (argument instanceof Expr.Subquery subquery) {
            Shift shift = subquery.shift();
            return new Range(query.positiveMillis(subquery.range()), scope.times(shift), Edge.PLAIN);
        }
        Expr.RangeSelector selector = (Expr.RangeSelector) argument;
        Scope.Times times = scope.times(selector.selector().shift());
        long length = query.positiveMillis(selector.range());
        return new Range(length, times, selector.selector().edge());
    }

    private void apply(RangeFunction function, Window window, Range range, List<double[]> scalars, Row row)
            throws EvaluationFault {
        double[] arguments = new double[scalars.size()];
        for (int step = 0; step < row.steps(); step++) {
            for (int at = 0; at < arguments.length; at++) {
                arguments[at] = scalars.get(at)[step];
            }
            long end = range.times.at(step);
            window.move(end - range.length, end, range.times.steps().time(step), arguments);
            query.budget().work(1L + window.floats() + 10L * window.histograms());
            if (!window.isEmpty()) {
                function.apply(window, row, step);
            }
        }
    }

    private static void checkEdge(String name, Edge edge) throws EvaluationFault {
        Set<String> safe = edge == Edge.ANCHORED ? ANCHORED : SMOOTHED;
        if (edge != Edge.PLAIN && !safe.contains(name)) {
            String word = edge == Edge.ANCHORED ? "anchored" : "smoothed";
            throw EvaluationFault.of(
                    word + " modifier can only be used with: " + String.join(", ", safe) + " - not with " + name);
        }
    }

    private void noteCounter(String name, Track track, Row row, Span span) {
        String metric = track.labels().get(Label.METRIC_NAME);
        boolean rate = name.equals("rate") || name.equals("increase");
        if (!rate || metric.isEmpty() || !row.hasFloats()) {
            return;
        }
        if (query.options().features().typeAndUnit()) {
            String type = track.labels().get("__type__");
            if (!type.equals("counter") && !type.equals("histogram")) {
                query.notes().possiblyNoCounterType(metric, type, span);
            }
        } else if (!metric.endsWith("_total")
                && !metric.endsWith("_sum")
                && !metric.endsWith("_count")
                && !metric.endsWith("_bucket")) {
            query.notes().possiblyNoCounter(metric, span);
        }
    }
}
