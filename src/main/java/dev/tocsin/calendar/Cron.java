package dev.tocsin.calendar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Moments that recur, as the five fields of a crontab say them: minute, hour, day of the month, month, day of the week (POSIX, with names,
 * lists, ranges and steps as vixie-cron has them). By the wall clock of {@code zone}: a moment that summer time skips comes right after the
 * gap, one that comes twice comes once. When both days are restricted, either will do.
 */
public record Cron(SortedSet<Integer> minutes, SortedSet<Integer> hours, Days days, ZoneId zone) {
    private static final int FIELDS = 5;
    /** From one 29th of February to the next it may be eight years. */
    private static final int HORIZON_DAYS = 366 * 8 + 7;

    /** On which days. */
    record Days(
            SortedSet<Integer> ofMonth,
            SortedSet<Integer> months,
            SortedSet<Integer> ofWeek,
            boolean anyDate,
            boolean anyDay) {
        boolean contains(LocalDate date) {
            boolean dated = ofMonth.contains(date.getDayOfMonth());
            boolean named = ofWeek.contains(date.getDayOfWeek().getValue() % 7);
            boolean either = anyDate || anyDay ? dated && named : dated || named;
            return either && months.contains(date.getMonthValue());
        }
    }

    /** Reads {@code text}. Throws {@link IllegalArgumentException} with a sentence for people. */
    public static Cron parse(String text, ZoneId zone) {
        String[] fields = text.strip().split("\\s+", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a cron expression; write minute, hour, day, month and weekday: 0 9 * * 1");
        }
        TreeSet<Integer> weekdays = set(fields[4], 0, 7, "weekday");
        if (weekdays.remove(7)) {
            weekdays.add(0);
        }
        return new Cron(
                set(fields[0], 0, 59, "minute"),
                set(fields[1], 0, 23, "hour"),
                new Days(
                        set(fields[2], 1, 31, "day of the month"),
                        set(fields[3], 1, 12, "month"),
                        weekdays,
                        fields[2].startsWith("*"),
                        fields[4].startsWith("*")),
                zone);
    }

    /** At {@code time} on each of {@code weekdays}; on every day when there is none. */
    public static Cron weekly(List<DayOfWeek> weekdays, LocalTime time, ZoneId zone) {
        TreeSet<Integer> days = new TreeSet<>();
        (weekdays.isEmpty() ? List.of(DayOfWeek.values()) : weekdays).forEach(day -> days.add(day.getValue() % 7));
        return new Cron(
                new TreeSet<>(List.of(time.getMinute())),
                new TreeSet<>(List.of(time.getHour())),
                new Days(set("*", 1, 31, "day"), set("*", 1, 12, "month"), days, true, false),
                zone);
    }

    /** The first such moment after {@code after}; nothing where there is none, as on a 30th of February. */
    public Optional<Instant> next(Instant after) {
        LocalDate first = after.atZone(zone).toLocalDate();
        for (int day = 0; day <= HORIZON_DAYS; day++) {
            LocalDate date = first.plusDays(day);
            if (days.contains(date)) {
                Optional<Instant> found = next(date, after);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Instant> next(LocalDate date, Instant after) {
        return hours.stream()
                .flatMap(hour -> minutes.stream().map(minute -> date.atTime(hour, minute)))
                .map(local -> local.atZone(zone).toInstant())
                .filter(after::isBefore)
                .min(Instant::compareTo);
    }

    private static TreeSet<Integer> set(String field, int min, int max, String what) {
        TreeSet<Integer> values = new TreeSet<>();
        for (String part : field.split(",", -1)) {
            int slash = part.indexOf('/');
            String range = slash < 0 ? part : part.substring(0, slash);
            int step = slash < 0 ? 1 : number(part.substring(slash + 1), 1, max, "a step");
            List<Integer> ends = ends(range, min, max, what, slash >= 0);
            for (int value = ends.getFirst(); value <= ends.getLast(); value += step) {
                values.add(value);
            }
        }
        return values;
    }

    /** A single number with a step goes on to the end. */
    private static List<Integer> ends(String range, int min, int max, String what, boolean stepped) {
        if (range.equals("*")) {
            return List.of(min, what.equals("weekday") ? 6 : max);
        }
        int dash = range.indexOf('-');
        if (dash < 0) {
            int only = named(range, min, max, what);
            return List.of(only, stepped ? max : only);
        }
        int from = named(range.substring(0, dash), min, max, what);
        int to = named(range.substring(dash + 1), min, max, what);
        if (from > to) {
            throw new IllegalArgumentException(range + " ends before it starts");
        }
        return List.of(from, to);
    }

    private static int named(String word, int min, int max, String what) {
        int index = names(what).indexOf(word.toLowerCase(Locale.ROOT));
        return index >= 0 ? index + min : number(word, min, max, "a " + what);
    }

    private static List<String> names(String what) {
        List<String> names = new ArrayList<>();
        if (what.equals("month")) {
            for (Month month : Month.values()) {
                names.add(month.name().substring(0, 3).toLowerCase(Locale.ROOT));
            }
        }
        if (what.equals("weekday")) {
            names.addAll(List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat"));
        }
        return names;
    }

    private static int number(String word, int min, int max, String what) {
        if (word.matches("[0-9]{1,3}")) {
            int value = Integer.parseInt(word);
            if (min <= value && value <= max) {
                return value;
            }
        }
        throw new IllegalArgumentException("\"" + word + "\" is not " + what + " from " + min + " to " + max);
    }
}
