package dev.tocsin.rule;

import dev.tocsin.alert.Finding.Occasion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What is remembered of one evaluation of one rule, to answer "why".
 *
 * @param series how many the expression gave
 * @param error why it failed; empty when it did not
 * @param warnings of the expression, in Prometheus' words
 */
public record Trace(Instant at, Occasion occasion, Duration took, int series, String error, List<String> warnings) {
    public Trace {
        warnings = List.copyOf(warnings);
    }

    /** Whether the rule could not be evaluated. */
    public boolean failed() {
        return !error.isEmpty();
    }
}
