package dev.tocsin.api.alertmanager;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Times as Alertmanager writes and reads them: RFC 3339, to the millisecond. */
final class Times {
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** Go's zero time, which stands for none. */
    private static final Instant ZERO = Instant.parse("0001-01-01T00:00:00Z");

    private Times() {}

    static String words(Instant time) {
        return MILLIS.format(time);
    }

    /** A time with or without an offset, which is UTC then; none for an empty text and for Go's zero time. */
    static Optional<Instant> parse(String text) throws DateTimeException {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String iso = text.length() > 10 && text.charAt(10) == ' ' ? text.replaceFirst(" ", "T") : text;
        return Optional.of(instant(iso)).filter(time -> time.isAfter(ZERO));
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException withoutOffset) {
            return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        }
    }
}
