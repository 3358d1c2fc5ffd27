package dev.tocsin.remedy;

import dev.tocsin.model.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How acts put times to people. */
final class Words {
    private Words() {}

    /** {@code 2m30s}; whole seconds once there is one. */
    static String of(Duration time) {
        Duration positive = time.isNegative() ? Duration.ZERO : time;
        boolean isShort = positive.compareTo(Duration.ofSeconds(1)) < 0;
        return Durations.format(
                isShort ? positive.truncatedTo(ChronoUnit.MILLIS) : positive.truncatedTo(ChronoUnit.SECONDS));
    }

    /** {@code 5m ago} style lengths: the time from {@code from} to {@code to}. */
    static String between(Instant from, Instant to) {
        return of(Duration.between(from, to));
    }

    /** {@code 2026-11-22T10:00:00Z}. */
    static String of(Instant when) {
        return when.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
