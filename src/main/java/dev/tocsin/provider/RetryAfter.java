package dev.tocsin.provider;

import java.time.Duration;
import java.util.Optional;

/** The header {@code Retry-After} as platforms send it: seconds, whole or not. What else stands there is as if nothing did. */
public final class RetryAfter {
    private static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfter() {}

    /** How long to wait; nothing when {@code text} makes no sense. */
    public static Optional<Duration> seconds(String text) {
        try {
            double seconds = Double.parseDouble(text.strip());
            boolean sane = seconds >= 0 && seconds <= LONGEST.toSeconds();
            return sane ? Optional.of(Duration.ofMillis(Math.round(seconds * 1000))) : Optional.empty();
        } catch (NumberFormatException garbled) {
            return Optional.empty();
        }
    }
}
