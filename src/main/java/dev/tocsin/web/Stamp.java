package dev.tocsin.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * An instant as a page shows it, in UTC: {@code iso} for machines, {@code text} as short as can be without doubt, {@code ago} as of
 * when the page was made.
 */
public record Stamp(String iso, String text, String ago) {
    /** Nothing to be shown. */
    static final Stamp NONE = new Stamp("", "", "");

    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter THIS_YEAR = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter LONG_AGO = DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ENGLISH);
    private static final int PRECISE = 10;
    private static final Duration DAY = Duration.ofDays(1);

    /** {@code at}, seen at {@code now}. */
    static Stamp of(Instant at, Instant now) {
        var then = at.atZone(ZoneOffset.UTC);
        var today = now.atZone(ZoneOffset.UTC);
        DateTimeFormatter format = then.toLocalDate().equals(today.toLocalDate())
                ? TODAY
                : then.getYear() == today.getYear() ? THIS_YEAR : LONG_AGO;
        return new Stamp(at.toString(), format.format(then), ago(Duration.between(at, now)));
    }

    /** Whether there is an instant to be shown. */
    public boolean isThere() {
        return !iso.isEmpty();
    }

    private static String ago(Duration since) {
        if (since.abs().compareTo(Duration.ofSeconds(1)) < 0) {
            return "now";
        }
        return since.isNegative() ? "in " + rough(since.negated()) : rough(since) + " ago";
    }

    /** In its largest unit alone. */
    private static String rough(Duration span) {
        String[] words = span(span).split(" ", -1);
        return words[0] + " " + words[1];
    }

    /** How long, in its largest unit or its largest two: {@code 40 s}, {@code 3 min}, {@code 2 h 5 min}, {@code 12 d}. */
    static String span(Duration span) {
        if (span.compareTo(Duration.ofSeconds(1)) < 0) {
            return span.toMillis() + " ms";
        }
        if (span.compareTo(Duration.ofMinutes(1)) < 0) {
            return span.toSeconds() + " s";
        }
        if (span.compareTo(Duration.ofHours(1)) < 0) {
            return two(span.toMinutes(), "min", span.toMinutes() < PRECISE ? span.toSecondsPart() : 0, "s");
        }
        if (span.compareTo(DAY) < 0) {
            return two(span.toHours(), "h", span.toMinutesPart(), "min");
        }
        return two(span.toDays(), "d", span.toDays() < 7 ? span.toHoursPart() : 0, "h");
    }

    private static String two(long large, String unit, long small, String rest) {
        return large + " " + unit + (small == 0 ? "" : " " + small + " " + rest);
    }
}
