package dev.tocsin.uptime;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a service over a window: how long it was watched, how long it was down meanwhile, and since when there is data within
 * the window.
 */
public record Measure(Duration watched, Duration down, Optional<Instant> since) {
    private static final int HUNDREDTHS = 10_000;

    /** Whether anything is known. */
    public boolean isKnown() {
        return watched.isPositive();
    }

    /**
     * Uptime in hundredths of a percent, from 0 to 10,000. Rounded down: whoever was down for a moment was not up all the time. Nothing
     * when nothing is known.
     */
    public Optional<Integer> hundredths() {
        if (!isKnown()) {
            return Optional.empty();
        }
        double ratio = 1 - (double) down.toMillis() / watched.toMillis();
        return Optional.of((int) Math.floor(Math.max(0, ratio) * HUNDREDTHS));
    }
}
