package dev.tocsin.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.time.temporal.WeekFields;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * How an event of a calendar repeats: RFC 5545's recurrence rules, but for those that repeat within a day. Times are local ones: the wall clock
 * of the event's zone decides.
 */
record Recurrence(
        LocalDateTime start,
        Frequency frequency,
        int interval,
        RecurringDays days,
        DayOfWeek weekStart,
        long count,
        Optional<LocalDateTime> until) {
    private static final Set<String> KEYS = Set.of("FREQ", "INTERVAL", "WKST", "COUNT", "UNTIL");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT);

    enum Frequency {
        DAILY,
        WEEKLY,
        MONTHLY,
        YEARLY
    }

    /**
     * Throws {@link IllegalArgumentException} for what is beyond these limits. The first is at {@code start}; {@code until} is read in UTC by
     * {@code local}.
     */
    static Recurrence parse(String text, LocalDateTime start, UnaryOperator<LocalDateTime> local) {
        Map<String, String> parts = parts(text, start);
        Frequency frequency = Frequency.valueOf(parts.getOrDefault("FREQ", ""));
        RecurringDays days = RecurringDays.parse(parts);
        boolean withinWeek = frequency.compareTo(Frequency.WEEKLY) <= 0;
        boolean beyond = (withinWeek && days.hasOrdinals())
                || (frequency != Frequency.YEARLY
                        && !(days.weeks().isEmpty() && days.yearDays().isEmpty()));
        if (beyond) {
            throw new IllegalArgumentException("is not understood");
        }
        return new Recurrence(
                start,
                frequency,
                Math.clamp(Long.parseLong(parts.getOrDefault("INTERVAL", "1")), 1, 10_000),
                days.from(start.toLocalDate(), frequency),
                RecurringDays.day(parts.getOrDefault("WKST", "MO")),
                Long.parseLong(parts.getOrDefault("COUNT", Long.toString(Long.MAX_VALUE))),
                Optional.ofNullable(parts.get("UNTIL")).map(end -> until(end, local)));
    }

    /** Some write the time of the start once more; another one is not understood. */
    private static Map<String, String> parts(String text, LocalDateTime start) {
        Map<String, String> parts = new HashMap<>();
        for (String part : text.strip().toUpperCase(Locale.ROOT).split(";", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(part.substring(0, equals), part.substring(equals + 1));
            }
        }
        parts.remove("BYHOUR", Integer.toString(start.getHour()));
        parts.remove("BYMINUTE", Integer.toString(start.getMinute()));
        parts.remove("BYSECOND", Integer.toString(start.getSecond()));
        parts.keySet().stream()
                .filter(key -> !KEYS.contains(key) && !RecurringDays.KEYS.contains(key))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new IllegalArgumentException(unknown + " is not understood");
                });
        return parts;
    }

    /** The starts of the occurrences from about {@code from} on and until {@code to}, in order. */
    Stream<LocalDateTime> starts(LocalDateTime from, LocalDateTime to) {
        long skipped = count == Long.MAX_VALUE ? periods(from) : 0;
        return Stream.iterate(skipped, period -> !first(period).isAfter(to.toLocalDate()), period -> period + 1)
                .flatMap(this::within)
                .map(date -> date.atTime(start.toLocalTime()))
                .filter(one -> !one.isBefore(start))
                .limit(count)
                .takeWhile(one -> until.isEmpty() || !one.isAfter(until.get()));
    }

    /** Whole periods from the start on, less one, since a period may have begun before the start. */
    private long periods(LocalDateTime from) {
        long units = switch (frequency) {
            case DAILY -> ChronoUnit.DAYS.between(start, from);
            case WEEKLY -> ChronoUnit.WEEKS.between(start, from);
            case MONTHLY -> ChronoUnit.MONTHS.between(start, from);
            case YEARLY -> ChronoUnit.YEARS.between(start, from);
        };
        return Math.max(0, units / interval - 1);
    }

    private Stream<LocalDate> within(long period) {
        LocalDate first = first(period);
        LocalDate next = switch (frequency) {
            case DAILY -> first.plusDays(1);
            case WEEKLY -> first.plusWeeks(1);
            case MONTHLY -> first.plusMonths(1);
            case YEARLY ->
                days.weeks().isEmpty()
                        ? first.plusYears(1)
                        : weekYear(first.plusDays(10).getYear() + 1);
        };
        return days.among(first.datesUntil(next), frequency, weekStart).stream();
    }

    private LocalDate first(long period) {
        long step = period * interval;
        LocalDate day = start.toLocalDate();
        return switch (frequency) {
            case DAILY -> day.plusDays(step);
            case WEEKLY -> day.with(TemporalAdjusters.previousOrSame(weekStart)).plusWeeks(step);
            case MONTHLY -> YearMonth.from(day).plusMonths(step).atDay(1);
            case YEARLY -> {
                Year year = Year.of(day.getYear()).plusYears(step);
                yield days.weeks().isEmpty() ? year.atDay(1) : weekYear(year.getValue());
            }
        };
    }

    /** The first day of the first week of {@code year}: the first of which at least four days are in it. */
    private LocalDate weekYear(int year) {
        return LocalDate.of(year, 1, 4).with(WeekFields.of(weekStart, 4).dayOfWeek(), 1);
    }

    private static LocalDateTime until(String text, UnaryOperator<LocalDateTime> local) {
        if (!text.contains("T")) {
            return LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE).atTime(23, 59, 59);
        }
        boolean utc = text.endsWith("Z");
        LocalDateTime moment = LocalDateTime.parse(utc ? text.substring(0, text.length() - 1) : text, MOMENT);
        return utc ? local.apply(moment) : moment;
    }
}
