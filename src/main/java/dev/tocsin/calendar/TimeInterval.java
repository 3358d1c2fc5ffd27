package dev.tocsin.calendar;

import dev.tocsin.config.Fields;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A recurring time as Alertmanager's {@code time_intervals} write it. A moment lies within when every field that is
 * given has a range that holds it; a field that is not given holds everything. The wall clock of {@code zone} decides,
 * so 09:00 stays 09:00 when summer time begins.
 */
public record TimeInterval(
        List<TimeRange> times,
        List<Span> weekdays,
        List<Span> daysOfMonth,
        List<Span> months,
        List<Span> years,
        ZoneId zone) {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,4}");

    public TimeInterval {
        times = List.copyOf(times);
        weekdays = List.copyOf(weekdays);
        daysOfMonth = List.copyOf(daysOfMonth);
        months = List.copyOf(months);
        years = List.copyOf(years);
    }

    /** Reads {@code times}, {@code weekdays}, {@code days_of_month}, {@code months}, {@code years}, {@code location}. */
    public static TimeInterval read(Fields in) {
        return new TimeInterval(
                in.list("times", TimeRange::read),
                in.parsedList("weekdays", text -> weekdays(text.strip().toLowerCase(Locale.ROOT))),
                in.parsedList("days_of_month", text -> daysOfMonth(text.strip())),
                in.parsedList(
                        "months", text -> Span.ordered(text.strip().toLowerCase(Locale.ROOT), TimeInterval::month)),
                in.parsedList("years", text -> Span.ordered(text.strip(), TimeInterval::year)),
                in.parsed("location", Zones::parse, ZoneOffset.UTC));
    }

    /** Whether {@code moment} lies within. */
    public boolean contains(Instant moment) {
        ZonedDateTime local = moment.atZone(zone);
        int length = local.toLocalDate().lengthOfMonth();
        // Alertmanager's week starts with Sunday, as 0.
        int weekday = local.getDayOfWeek().getValue() % 7;
        return (times.isEmpty() || times.stream().anyMatch(range -> range.contains(local.toLocalTime())))
                && holds(weekdays, weekday)
                && (daysOfMonth.isEmpty()
                        || daysOfMonth.stream().anyMatch(span -> span.containsDay(local.getDayOfMonth(), length)))
                && holds(months, local.getMonthValue())
                && holds(years, local.getYear());
    }

    private static boolean holds(List<Span> spans, int value) {
        return spans.isEmpty() || spans.stream().anyMatch(span -> span.contains(value));
    }

    private static Span weekdays(String text) {
        Span span = Span.parse(text, TimeInterval::weekday);
        if (span.first() > span.last()) {
            throw new IllegalArgumentException(
                    text + " ends before it starts (the week starts with sunday); write two ranges instead");
        }
        return span;
    }

    private static int weekday(String word) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (day.name().toLowerCase(Locale.ROOT).equals(word)) {
                return day.getValue() % 7;
            }
        }
        throw new IllegalArgumentException("\"" + word + "\" is not a weekday; write sunday to saturday in full");
    }

    private static int month(String word) {
        for (Month month : Month.values()) {
            if (month.name().toLowerCase(Locale.ROOT).equals(word)) {
                return month.getValue();
            }
        }
        return number(word, "a month; write january to december, or 1 to 12", 1, 12);
    }

    private static int year(String word) {
        return number(word, "a year", 1, 9999);
    }

    private static Span daysOfMonth(String text) {
        Span span = Span.parse(text, TimeInterval::dayOfMonth);
        if (span.first() < 0 && span.last() > 0) {
            throw new IllegalArgumentException(text + " must end with a negative day, because it starts with one");
        }
        // February is the shortest month: what is in order there is in order everywhere, and Alertmanager asks no more.
        int first = span.first() < 0 ? 28 + span.first() : span.first();
        int last = span.last() < 0 ? 28 + span.last() : span.last();
        if (first > last) {
            throw new IllegalArgumentException(text + " ends before it starts");
        }
        return span;
    }

    private static int dayOfMonth(String word) {
        int day = number(word, "a day of the month; write 1 to 31, or -1 to -31 from its end", -31, 31);
        if (day == 0) {
            throw new IllegalArgumentException("0 is not a day of the month; the first is 1, the last is -1");
        }
        return day;
    }

    private static int number(String word, String what, int min, int max) {
        String digits = word.strip();
        if (NUMBER.matcher(digits).matches()) {
            int value = Integer.parseInt(digits);
            if (min <= value && value <= max) {
                return value;
            }
        }
        throw new IllegalArgumentException("\"" + word + "\" is not " + what);
    }
}
