package dev.tocsin.clock;

import java.time.Duration;

/**
 * One subject to visit in rounds.
 *
 * @param key its name, unique among the plans of a {@link Rounds}; it decides the offset within the interval
 * @param interval from visit to visit
 * @param subject what the visitor is opened for; an equal one is the same subject
 */
public record Plan<S>(String key, Duration interval, S subject) {
    public Plan {
        if (!interval.isPositive()) {
            throw new IllegalArgumentException(key + ": the interval must be positive");
        }
    }
}
