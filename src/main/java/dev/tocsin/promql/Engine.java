package dev.tocsin.promql;

import dev.tocsin.promql.syntax.Expr;
import dev.tocsin.promql.syntax.Features;
import java.time.Duration;

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

        /** These with another lookback. */
        public Options withLookback(Duration other) {
            return new Options(other, subqueryStep, features, limits);
        }
    }

    /** The steps of a range query, epoch milliseconds, {@code toMillis} included when a step falls on it. */
    public record Range(long fromMillis, long toMillis, long stepMillis) {}

    public Engine(Options options) {
        this.options = options;
    }

    /** The value of {@code expr} at {@code timeMillis}, epoch milliseconds. */
    public Outcome instant(Expr expr, Source source, long timeMillis) {
        return new Outcome.Failure(Outcome.Cause.EXECUTION, "not evaluated: " + options.lookback());
    }

    /** The values of {@code expr} at each step of {@code range}; a {@link Value.Matrix}. */
    public Outcome range(Expr expr, Source source, Range range) {
        return new Outcome.Failure(Outcome.Cause.EXECUTION, "not evaluated: " + options.lookback());
    }
}
