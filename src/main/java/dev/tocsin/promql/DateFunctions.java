package dev.tocsin.promql;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.ToIntFunction;

/** The functions of a time given in seconds since the epoch, in UTC. */
final class DateFunctions {
    static final Map<String, ToIntFunction<LocalDateTime>> TABLE = Map.of(
            "days_in_month", time -> time.toLocalDate().lengthOfMonth(),
            "day_of_month", LocalDateTime::getDayOfMonth,
            "day_of_week", time -> time.getDayOfWeek().getValue() % 7,
            "day_of_year", LocalDateTime::getDayOfYear,
            "hour", LocalDateTime::getHour,
            "minute", LocalDateTime::getMinute,
            "month", LocalDateTime::getMonthValue,
            "year", LocalDateTime::getYear);

    private DateFunctions() {}

    /** NaN for a time beyond all calendars. */
    static double apply(ToIntFunction<LocalDateTime> function, double seconds) {
        try {
            return function.applyAsInt(LocalDateTime.ofEpochSecond((long) seconds, 0, ZoneOffset.UTC));
        } catch (DateTimeException fault) {
            return Double.NaN;
        }
    }
}
