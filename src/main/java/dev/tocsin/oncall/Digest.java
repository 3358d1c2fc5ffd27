package dev.tocsin.oncall;

import dev.tocsin.calendar.Cron;
import dev.tocsin.calendar.Zones;
import dev.tocsin.config.Fields;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/**
 * That a receiver is told in one mail at its time, not at once. {@code critical} says that what is critical waits too.
 */
public record Digest(Cron times, boolean critical) {
    private static final LocalTime NINE = LocalTime.of(9, 0);

    /** Reads {@code cron}, or {@code on} (weekdays; every day without) and {@code at}; {@code location} and {@code critical}. */
    public static Digest read(Fields in) {
        ZoneId zone = in.parsed("location", Zones::parse, ZoneOffset.UTC);
        boolean critical = in.flag("critical", false);
        List<DayOfWeek> days = in.isText("on")
                ? in.optionalParsed("on", Digest::day).map(List::of).orElse(List.of())
                : in.parsedList("on", Digest::day);
        LocalTime at = in.parsed("at", Digest::time, NINE);
        Cron weekly = Cron.weekly(days, at, zone);
        if (!in.has("cron")) {
            if (!in.has("at")) {
                in.fault("at", "is required, or cron");
            }
            return new Digest(weekly, critical);
        }
        if (in.has("on") || in.has("at")) {
            in.fault("cron", "says all: neither on nor at can stand beside it");
        }
        return new Digest(in.requiredParsed("cron", text -> cron(text, zone), weekly), critical);
    }

    private static Cron cron(String text, ZoneId zone) {
        Cron cron = Cron.parse(text, zone);
        if (cron.next(java.time.Instant.EPOCH).isEmpty()) {
            throw new IllegalArgumentException("\"" + text + "\" never comes");
        }
        return cron;
    }

    private static DayOfWeek day(String text) {
        try {
            return DayOfWeek.valueOf(text.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("\"" + text + "\" is not a weekday; write monday to sunday", unknown);
        }
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text.strip());
        } catch (DateTimeException garbage) {
            throw new IllegalArgumentException("\"" + text + "\" is not a time of day; write 09:00", garbage);
        }
    }
}
