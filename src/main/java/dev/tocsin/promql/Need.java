package dev.tocsin.promql;

import dev.tocsin.model.Matcher;
import dev.tocsin.promql.syntax.Expr;
import java.time.Duration;
import java.util.List;

/**
 * What one selector of an expression reads.
 *
 * @param matchers of the series
 * @param back how far before the time of evaluation it looks: lookback or range, offset, and the reach of the
 *     subqueries around it. Zero when it looks only ahead
 * @param pinned whether an {@code @} holds it at a fixed time, so that no {@code back} is long enough for ever
 */
public record Need(List<Matcher> matchers, Duration back, boolean pinned) {
    public Need {
        matchers = List.copyOf(matchers);
    }

    /**
     * What all selectors of {@code expr} read, when a selector without a range looks back {@code lookback} and {@code
     * step()} is worth {@code step}.
     */
    public static List<Need> of(Expr expr, Duration lookback, Duration step) {
        return new Needs(lookback, step).of(expr);
    }
}
