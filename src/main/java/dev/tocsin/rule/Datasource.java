package dev.tocsin.rule;

import dev.tocsin.promql.Outcome;
import dev.tocsin.promql.syntax.Expr;
import java.time.Duration;

/** A store elsewhere that evaluates expressions over its own series. For any thread that may wait. */
@FunctionalInterface
public interface Datasource {
    /**
     * The value of {@code expr} at {@code timeMillis}, epoch milliseconds, after {@code patience} at most. Never throws for what the
     * store does: then it is a failure.
     */
    Outcome instant(Expr expr, long timeMillis, Duration patience);
}
