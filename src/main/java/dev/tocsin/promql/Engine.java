package dev.tocsin.promql;

import dev.tocsin.promql.syntax.Expr;
import dev.tocsin.promql.syntax.Features;
import dev.tocsin.promql.syntax.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Evaluates expressions. Immutable; for any thread; one evaluation runs on the caller's thread. */
public final class Engine {
    private final Options options;

    /**
     * How an engine evaluates.
     *
     * @param lookback how long a sample stands for its series; 5 minutes in Prometheus
     * @param subqueryStep of subqueries that name none; the evaluation interval in Prometheus
     */
    public record Options(Duration lookback, Duration subqueryStep, Features features, Limits limits) {
        /** Prometheus' defaults. */
        public static Options standard() {
            return new Options(Duration.ofMinutes(5), Duration.ofMinutes(1), Features.standard(), Limits.standard());
        }

        /** These with other limits. */
        public Options with(Limits other) {
            return new Options(lookback, subqueryStep, features, other);
        }

        /** These with other features. */
        public Options with(Features other) {
            return new Options(lookback, subqueryStep, other, limits);
        }

        /** These with another lookback. */
        public Options withLookback(Duration other) {
            return new Options(other, subqueryStep, features, limits);
        }
    }

    /** The steps of a range query, epoch milliseconds, {@code toMillis} included when a step falls on it. */
    public record Range(long fromMillis, long toMillis, long stepMillis) {
        public Range {
            if (stepMillis <= 0 || toMillis < fromMillis) {
                throw new IllegalArgumentException("a range needs a step above zero and an end not before its start");
            }
        }
    }

    public Engine(Options options) {
        this.options = options;
    }

    /** The value of {@code expr} at {@code timeMillis}, epoch milliseconds. */
    public Outcome instant(Expr expr, Source source, long timeMillis) {
        try (Source.View view = source.view()) {
            return answer(Query.of(options, view, Steps.at(timeMillis), 0), query -> value(expr, query, timeMillis));
        }
    }

    /** The values of {@code expr} at each step of {@code range}; always a {@link Value.Matrix}. */
    public Outcome range(Expr expr, Source source, Range range) {
        Steps steps = new Steps(range.fromMillis(), range.toMillis(), range.stepMillis());
        try (Source.View view = source.view()) {
            return answer(Query.of(options, view, steps, range.stepMillis()), query -> matrix(expr, query));
        }
    }

    @FunctionalInterface
    private interface Question {
        Value ask(Query query) throws EvaluationFault;
    }

    private static Outcome answer(Query query, Question question) {
        try (Budget held = query.budget()) {
            Value value = question.ask(query);
            return new Outcome.Answer(
                    value, query.notes().warnings(), query.notes().infos());
        } catch (EvaluationFault fault) {
            return fault.asFailure();
        }
    }

    private static Value value(Expr expr, Query query, long time) throws EvaluationFault {
        Evaluation evaluation = new Evaluation(query);
        Scope scope = new Scope(query, query.steps(), false, false);
        return switch (expr.kind()) {
            case SCALAR -> new Value.Scalar(time, evaluation.scalar(expr, scope)[0]);
            case STRING -> new Value.Text(time, LabelCalls.text(expr));
            case MATRIX -> new RangeValue(evaluation, query).of(expr.unwrapped(), scope);
            case VECTOR, NONE -> vector(Names.dropped(evaluation.vector(expr, scope)), time);
        };
    }

    private static Value.Vector vector(List<Row> rows, long time) {
        List<Value.Entry> entries = new ArrayList<>(rows.size());
        for (Row row : rows) {
            entries.add(new Value.Entry(row.labels(), time, row.value(0), row.histogram(0)));
        }
        return new Value.Vector(entries);
    }

    private static Value matrix(Expr expr, Query query) throws EvaluationFault {
        if (expr.kind() != Kind.SCALAR && expr.kind() != Kind.VECTOR) {
            throw EvaluationFault.query("invalid expression type \""
                    + expr.kind().documented() + "\" for range query, must be Scalar or instant Vector");
        }
        Steps steps = query.steps();
        query.budget().checkSteps((steps.last() - steps.first()) / steps.interval() + 1);
        query.budget().hold(steps.count());
        Evaluation evaluation = new Evaluation(query);
        Scope scope = new Scope(query, steps, false, false);
        List<Row> rows = expr.kind() == Kind.SCALAR
                ? List.of(Evaluation.row(evaluation.scalar(expr, scope)))
                : Names.dropped(evaluation.vector(expr, scope));
        return RangeValue.matrix(rows, steps);
    }
}
