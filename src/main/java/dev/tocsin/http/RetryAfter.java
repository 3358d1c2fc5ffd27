package dev.tocsin.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** The header {@code Retry-After}: seconds, also with a fraction as some servers send them, or a date (RFC 9110, 10.2.3). */
public final class RetryAfter {
    private static final double MILLIS = 1000;
    /** Far beyond what anybody honours; keeps nonsense from overflowing. */
    private static final double LONGEST_SECONDS = 1e9;

    private RetryAfter() {}

    /** How long {@code reply} asks to wait from {@code now} on; nothing when it does not, or makes no sense. */
    public static Optional<Duration> of(Reply reply, Instant now) {
        return reply.headers().first("Retry-After").flatMap(value -> read(value, now));
    }

    /** How long to wait from {@code now} on; nothing when the value is neither, or lies in the past. */
    public static Optional<Duration> read(String value, Instant now) {
        return seconds(value.strip()).or(() -> date(value.strip(), now)).filter(wait -> !wait.isNegative());
    }

    private static Optional<Duration> seconds(String value) {
        try {
            double seconds = Double.parseDouble(value);
            boolean sane = seconds >= 0 && seconds < LONGEST_SECONDS;
            return sane ? Optional.of(Duration.ofMillis((long) Math.ceil(seconds * MILLIS))) : Optional.empty();
        } catch (NumberFormatException notSeconds) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> date(String value, Instant now) {
        try {
            DateTimeFormatter format = DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT);
            return Optional.of(
                    Duration.between(now, ZonedDateTime.parse(value, format).toInstant()));
        } catch (DateTimeException neither) {
            return Optional.empty();
        }
    }
}
