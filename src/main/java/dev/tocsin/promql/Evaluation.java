package dev.tocsin.promql;

import dev.tocsin.model.Labels;
import dev.tocsin.promql.syntax.Expr;
import dev.tocsin.promql.syntax.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Evaluates expressions, each for all steps of its scope at once, series by series. One instance an evaluation. */
final class Evaluation {
    private final Query query;
    private final Selection selection;
    private final Scalars scalars;
    private final RangeCalls rangeCalls;
    private final VectorCalls vectorCalls;
    private final Aggregations aggregations;
    private final BinaryOperations binaries;

    Evaluation(Query query) {
        this.query = query;
        this.selection = new Selection(query);
        this.scalars = new Scalars(this);
        this.rangeCalls = new RangeCalls(this);
        this.vectorCalls = new VectorCalls(this);
        this.aggregations = new Aggregations(this);
        this.binaries = new BinaryOperations(this);
    }

    Query query() {
        return query;
    }

    Selection selection() {
        return selection;
    }

    /** The value of a scalar at each step. */
    double[] scalar(Expr expr, Scope scope) throws EvaluationFault {
        return scalars.evaluate(expr, scope);
    }

    /** The series of a vector. Steps that do not depend on the time of evaluation are evaluated once. */
    List<Row> vector(Expr expr, Scope scope) throws EvaluationFault {
        query.budget().checkTime();
        long before = query.budget().held();
        boolean once = !scope.steps().single() && StepInvariance.holds(expr);
        List<Row> rows = once ? repeated(expr, scope) : evaluate(expr, scope);
        // What was read on the way is garbage by now; what came of it is not.
        query.budget().release(before);
        for (Row row : rows) {
            query.budget().hold(row.weight());
        }
        return rows;
    }

    private List<Row> repeated(Expr expr, Scope scope) throws EvaluationFault {
        Steps once = new Steps(
                scope.steps().first(), scope.steps().first(), scope.steps().interval());
        Scope first = new Scope(query, once, scope.stats(), scope.whole());
        List<Row> rows = new ArrayList<>();
        for (Row row : evaluate(expr, first)) {
            Row all = new Row(row.labels(), row.nameless(), scope.steps().count());
            for (int step = 0; step < all.steps(); step++) {
                var histogram = row.histogram(0);
                if (histogram == null) {
                    all.set(step, row.value(0));
                } else {
                    all.set(step, histogram);
                }
            }
            rows.add(all);
        }
        return rows;
    }

    private List<Row> evaluate(Expr expr, Scope scope) throws EvaluationFault {
        return switch (expr) {
            case Expr.Paren paren -> vector(paren.inner(), scope);
            case Expr.Selector selector -> selection.instant(selector, scope);
            case Expr.Unary unary -> negate(unary, vector(unary.inner(), scope));
            case Expr.Binary binary -> binaries.evaluate(binary, scope);
            case Expr.Aggregate aggregate -> aggregations.evaluate(aggregate, scope);
            case Expr.Call call -> distinct(call(call, scope));
            case Expr.Number number -> throw noVector(expr);
            case Expr.Text text -> throw noVector(expr);
            case Expr.RangeSelector range -> throw noVector(expr);
            case Expr.Subquery subquery -> throw noVector(expr);
        };
    }

    private List<Row> call(Expr.Call call, Scope scope) throws EvaluationFault {
        return RangeCalls.isOverRange(call) ? rangeCalls.evaluate(call, scope) : vectorCalls.evaluate(call, scope);
    }

    /** Once names are dropped, two series may have the same labels; at one step they must not. */
    private List<Row> distinct(List<Row> rows) throws EvaluationFault {
        return query.names().delayed() ? rows : Rows.merged(rows);
    }

    private static IllegalStateException noVector(Expr expr) {
        return new IllegalStateException("the type check let through as a vector: " + expr);
    }

    private List<Row> negate(Expr.Unary unary, List<Row> rows) throws EvaluationFault {
        if (!unary.negative()) {
            return rows;
        }
        List<Row> negated = new ArrayList<>(rows.size());
        for (Row row : rows) {
            Row result = query.names().changed(row);
            for (int step = 0; step < row.steps(); step++) {
                var histogram = row.histogram(step);
                if (histogram != null) {
                    result.set(step, histogram.times(-1));
                } else if (row.has(step)) {
                    result.set(step, -row.value(step));
                }
            }
            negated.add(result);
        }
        return distinct(negated);
    }

    /** The steps at which the inside of a subquery is evaluated: multiples of its own step. */
    Steps steps(Expr.Subquery subquery, Scope scope) throws EvaluationFault {
        Scope.Times times = scope.times(subquery.shift());
        long range = query.positiveMillis(subquery.range());
        long interval = subquery.step().isPresent()
                ? query.positiveMillis(subquery.step().get())
                : query.options().subqueryStep().toMillis();
        long bound = times.first() - range;
        long first = interval * (bound / interval);
        first = first <= bound ? first + interval : first;
        Steps steps = new Steps(first, times.last(), interval);
        query.budget().checkSteps(steps.last() < first ? 0 : (steps.last() - first) / interval + 1);
        return steps;
    }

    /** The values of a subquery as tracks for a function over a range, one after the other. */
    void tracks(Expr.Subquery subquery, Scope scope, Track.Taker taker) throws EvaluationFault {
        Steps steps = steps(subquery, scope);
        if (steps.count() == 0) {
            return;
        }
        // Room for what one series needs at each step, taken before any of it is made.
        long room = steps.count();
        query.budget().hold(room);
        Scope inner = scope.within(steps);
        List<Row> rows = subquery.inner().kind() == Kind.SCALAR
                ? List.of(row(scalar(subquery.inner(), inner)))
                : vector(subquery.inner(), inner);
        for (Row row : rows) {
            taker.takeHeld(Track.of(row, steps), query.budget());
        }
        query.budget().release(query.budget().held() - room);
    }

    /** A row without labels that has {@code values}. */
    static Row row(double[] values) {
        Row row = new Row(Labels.empty(), false, values.length);
        for (int step = 0; step < values.length; step++) {
            row.set(step, values[step]);
        }
        return row;
    }

    /** The same number at each step. */
    static double[] constant(double value, Scope scope) {
        double[] values = new double[scope.steps().count()];
        Arrays.fill(values, value);
        return values;
    }
}
