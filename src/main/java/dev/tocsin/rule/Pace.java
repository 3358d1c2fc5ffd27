package dev.tocsin.rule;

import java.time.Duration;

/**
 * When a group is evaluated.
 *
 * @param interval between two evaluations
 * @param queryOffset how far back in time the group looks, for series that arrive late
 * @param onArrival whether the arrival of samples starts an evaluation between two intervals
 */
public record Pace(Duration interval, Duration queryOffset, boolean onArrival) {
    /** Prometheus' defaults: every minute, looking at now; and on arrival, which is ours. */
    public static Pace standard() {
        return new Pace(Duration.ofMinutes(1), Duration.ZERO, true);
    }

    /** This, only at intervals. */
    public Pace atIntervalsOnly() {
        return new Pace(interval, queryOffset, false);
    }
}
