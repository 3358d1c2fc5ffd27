package dev.tocsin.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.WeekFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which days of a year, a month or a week an event takes place on: the {@code BY...} parts of RFC 5545's recurrence rules that speak of days.
 * Empty is all. Negative numbers count from the end.
 */
record RecurringDays(
        List<Integer> months,
        List<Integer> weeks,
        List<Integer> yearDays,
        List<Integer> monthDays,
        List<Weekday> weekdays,
        List<Integer> positions) {
    static final Set<String> KEYS = Set.of("BYMONTH", "BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYDAY", "BYSETPOS");

    private static final List<String> WEEK = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");
    private static final Pattern WEEKDAY = Pattern.compile("([+-]?\\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)");

    /** {@code 2TU}: the second of the month or year; {@code nth} is 0 for each. */
    record Weekday(int nth, DayOfWeek day) {}

    /** Throws {@link IllegalArgumentException} for what is not in the standard. */
    static RecurringDays parse(Map<String, String> parts) {
        return new RecurringDays(
                numbers(parts, "BYMONTH", 12),
                numbers(parts, "BYWEEKNO", 53),
                numbers(parts, "BYYEARDAY", 366),
                numbers(parts, "BYMONTHDAY", 31),
                list(parts, "BYDAY", RecurringDays::weekday),
                numbers(parts, "BYSETPOS", 366));
    }

    static DayOfWeek day(String text) {
        int index = WEEK.indexOf(text);
        if (index < 0) {
            throw new IllegalArgumentException(text + " is no day of the week");
        }
        return DayOfWeek.of(index + 1);
    }

    private static Weekday weekday(String text) {
        Matcher parts = WEEKDAY.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(text + " is no day of the week");
        }
        return new Weekday(parts.group(1) == null ? 0 : Integer.parseInt(parts.group(1)), day(parts.group(2)));
    }

    private static List<Integer> numbers(Map<String, String> parts, String key, int most) {
        return list(parts, key, text -> {
            int number = Integer.parseInt(text);
            if (number == 0 || Math.abs(number) > most) {
                throw new IllegalArgumentException(key + " of " + text);
            }
            return number;
        });
    }

    private static <T> List<T> list(Map<String, String> parts, String key, Function<String, T> read) {
        return Stream.of(parts.getOrDefault(key, "").split(",", -1))
                .filter(one -> !one.isEmpty())
                .map(read)
                .toList();
    }

    boolean hasOrdinals() {
        return weekdays.stream().anyMatch(one -> one.nth() != 0);
    }

    /** With what is not said taken from {@code start}, the day on which it all began. */
    RecurringDays from(LocalDate start, Recurrence.Frequency frequency) {
        boolean silent = weekdays.isEmpty() && monthDays.isEmpty() && yearDays.isEmpty();
        boolean yearly = frequency == Recurrence.Frequency.YEARLY;
        boolean noMonth = yearly && silent && weeks.isEmpty() && months.isEmpty();
        boolean noDay = silent && weeks.isEmpty() && (yearly || frequency == Recurrence.Frequency.MONTHLY);
        boolean noWeekday = silent && (frequency == Recurrence.Frequency.WEEKLY || (yearly && !weeks.isEmpty()));
        return new RecurringDays(
                noMonth ? List.of(start.getMonthValue()) : months,
                weeks,
                yearDays,
                noDay ? List.of(start.getDayOfMonth()) : monthDays,
                noWeekday ? List.of(new Weekday(0, start.getDayOfWeek())) : weekdays,
                positions);
    }

    /** Those of {@code days}, one period in order, on which it takes place. */
    List<LocalDate> among(Stream<LocalDate> days, Recurrence.Frequency frequency, DayOfWeek weekStart) {
        boolean ofMonth = frequency == Recurrence.Frequency.MONTHLY || !months.isEmpty();
        WeekFields week = WeekFields.of(weekStart, 4);
        List<LocalDate> all =
                days.filter(date -> isOn(date, ofMonth, week)).distinct().toList();
        if (positions.isEmpty()) {
            return all;
        }
        List<LocalDate> picked = new ArrayList<>();
        for (int at = 0; at < all.size(); at++) {
            if (positions.contains(at + 1) || positions.contains(at - all.size())) {
                picked.add(all.get(at));
            }
        }
        return picked;
    }

    private boolean isOn(LocalDate date, boolean ofMonth, WeekFields week) {
        int weekNumber = date.get(week.weekOfWeekBasedYear());
        int weekCount = (int) date.range(week.weekOfWeekBasedYear()).getMaximum();
        return isIn(months, date.getMonthValue(), 12)
                && isIn(weeks, weekNumber, weekCount)
                && isIn(yearDays, date.getDayOfYear(), date.lengthOfYear())
                && isIn(monthDays, date.getDayOfMonth(), date.lengthOfMonth())
                && (weekdays.isEmpty() || weekdays.stream().anyMatch(one -> isThe(one, date, ofMonth)));
    }

    private static boolean isIn(List<Integer> wanted, int number, int count) {
        return wanted.isEmpty() || wanted.contains(number) || wanted.contains(number - count - 1);
    }

    private static boolean isThe(Weekday wanted, LocalDate date, boolean ofMonth) {
        if (date.getDayOfWeek() != wanted.day()) {
            return false;
        }
        int day = ofMonth ? date.getDayOfMonth() : date.getDayOfYear();
        int length = ofMonth ? date.lengthOfMonth() : date.lengthOfYear();
        int nth = (day - 1) / 7 + 1;
        int fromEnd = -((length - day) / 7 + 1);
        return wanted.nth() == 0 || wanted.nth() == nth || wanted.nth() == fromEnd;
    }
}
