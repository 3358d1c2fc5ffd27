package dev.tocsin.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How an event of a calendar repeats: the part of RFC 5545's recurrence rules by which people take turns. Daily and weekly with
 * {@code INTERVAL}, {@code BYDAY}, {@code WKST}, {@code COUNT}, {@code UNTIL}; monthly and yearly on the day of the start, where the month
 * has it. Times are local ones: the wall clock of the event's zone decides.
 */
record Recurrence(
        Frequency frequency,
        int interval,
        Set<DayOfWeek> days,
        DayOfWeek weekStart,
        long count,
        Optional<LocalDateTime> until) {
    private static final List<String> WEEK = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");
    private static final Set<String> KNOWN = Set.of("FREQ", "INTERVAL", "BYDAY", "WKST", "COUNT", "UNTIL");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT);

    enum Frequency {
        DAILY,
        WEEKLY,
        MONTHLY,
        YEARLY
    }

    Recurrence {
        days = days.isEmpty() ? Set.of() : EnumSet.copyOf(days);
    }

    /** Throws {@link IllegalArgumentException} for what is beyond these limits. {@code until} is read in UTC by {@code local}. */
    static Recurrence parse(String text, java.util.function.UnaryOperator<LocalDateTime> local) {
        Map<String, String> parts = new HashMap<>();
        for (String part : text.strip().toUpperCase(Locale.ROOT).split(";", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(part.substring(0, equals), part.substring(equals + 1));
            }
        }
        if (!KNOWN.containsAll(parts.keySet())) {
            throw new IllegalArgumentException("is not understood");
        }
        Frequency frequency = Frequency.valueOf(parts.getOrDefault("FREQ", ""));
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        Stream.of(parts.getOrDefault("BYDAY", "").split(",", -1))
                .filter(day -> !day.isEmpty())
                .map(Recurrence::day)
                .forEach(days::add);
        if (!days.isEmpty() && frequency.compareTo(Frequency.WEEKLY) > 0) {
            throw new IllegalArgumentException("is not understood");
        }
        return new Recurrence(
                frequency,
                Math.max(1, Integer.parseInt(parts.getOrDefault("INTERVAL", "1"))),
                days,
                day(parts.getOrDefault("WKST", "MO")),
                Long.parseLong(parts.getOrDefault("COUNT", Long.toString(Long.MAX_VALUE))),
                Optional.ofNullable(parts.get("UNTIL")).map(end -> until(end, local)));
    }

    /** The starts of the occurrences from about {@code from} on, the first at {@code start}, in order and maybe without end. */
    Stream<LocalDateTime> starts(LocalDateTime start, LocalDateTime from) {
        long skipped = count == Long.MAX_VALUE ? periods(start, from) : 0;
        return Stream.iterate(skipped, period -> period + 1)
                .flatMap(period -> within(start, period))
                .filter(one -> !one.isBefore(start))
                .limit(count)
                .takeWhile(one -> until.isEmpty() || !one.isAfter(until.get()));
    }

    /** Whole periods between the two, less one, since a week's first day may come after the start's. */
    private long periods(LocalDateTime start, LocalDateTime from) {
        long units = switch (frequency) {
            case DAILY -> ChronoUnit.DAYS.between(start, from);
            case WEEKLY -> ChronoUnit.WEEKS.between(start, from);
            case MONTHLY -> ChronoUnit.MONTHS.between(start, from);
            case YEARLY -> ChronoUnit.YEARS.between(start, from);
        };
        return Math.max(0, units / interval - 1);
    }

    private Stream<LocalDateTime> within(LocalDateTime start, long period) {
        long step = period * interval;
        return switch (frequency) {
            case DAILY -> Stream.of(start.plusDays(step)).filter(one -> isOn(one.toLocalDate()));
            case WEEKLY -> week(start, step);
            case MONTHLY -> same(start, start.plusMonths(step));
            case YEARLY -> same(start, start.plusYears(step));
        };
    }

    private Stream<LocalDateTime> week(LocalDateTime start, long weeks) {
        if (days.isEmpty()) {
            return Stream.of(start.plusWeeks(weeks));
        }
        LocalDate first = start.toLocalDate()
                .with(TemporalAdjusters.previousOrSame(weekStart))
                .plusWeeks(weeks);
        return first.datesUntil(first.plusWeeks(1), Period.ofDays(1))
                .filter(this::isOn)
                .map(date -> date.atTime(start.toLocalTime()));
    }

    /** The 31st is left out where there is none. */
    private static Stream<LocalDateTime> same(LocalDateTime start, LocalDateTime moved) {
        return Stream.of(moved).filter(one -> one.getDayOfMonth() == start.getDayOfMonth());
    }

    private boolean isOn(LocalDate date) {
        return days.isEmpty() || days.contains(date.getDayOfWeek());
    }

    private static DayOfWeek day(String text) {
        int index = WEEK.indexOf(text);
        if (index < 0) {
            throw new IllegalArgumentException("is not understood");
        }
        return DayOfWeek.of(index + 1);
    }

    private static LocalDateTime until(String text, java.util.function.UnaryOperator<LocalDateTime> local) {
        if (!text.contains("T")) {
            return LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE).atTime(23, 59, 59);
        }
        boolean utc = text.endsWith("Z");
        LocalDateTime moment = LocalDateTime.parse(utc ? text.substring(0, text.length() - 1) : text, MOMENT);
        return utc ? local.apply(moment) : moment;
    }
}
