package dev.tocsin.promql;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToIntFunction;

/**
 * The functions of a time given in seconds since the epoch, in UTC. There is a date for every number, as in Prometheus: one that is no
 * whole number of 64 bits, NaN too, counts as the smallest of them, and years are counted from a date before which the count wraps round.
 */
final class DateFunctions {
    private static final long SECONDS_A_DAY = 86_400;

    /** The calendar repeats itself after so many years. */
    private static final int CYCLE_YEARS = 400;

    private static final long CYCLE_DAYS = 146_097;

    /** The year before the first that is counted, a whole number of cycles before the year 0. */
    private static final long BEFORE_FIRST = -292_277_022_400L;

    /** From the begin of the first year to the epoch. Sums with it wrap round, and are then read without a sign. */
    private static final long EPOCH = -SECONDS_A_DAY * CYCLE_DAYS * (BEFORE_FIRST / CYCLE_YEARS)
            - LocalDateTime.of(1, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);

    static final Map<String, DoubleUnaryOperator> TABLE = Map.of(
            "days_in_month", of(time -> time.toLocalDate().lengthOfMonth()),
            "day_of_month", of(LocalDateTime::getDayOfMonth),
            "day_of_week", of(time -> time.getDayOfWeek().getValue() % 7),
            "day_of_year", of(LocalDateTime::getDayOfYear),
            "hour", of(LocalDateTime::getHour),
            "minute", of(LocalDateTime::getMinute),
            "month", of(LocalDateTime::getMonthValue),
            "year", DateFunctions::year);

    private DateFunctions() {}

    private static DoubleUnaryOperator of(ToIntFunction<LocalDateTime> part) {
        return seconds -> part.applyAsInt(inFirstCycle(counted(seconds)));
    }

    private static double year(double seconds) {
        long counted = counted(seconds);
        long cycles = Long.divideUnsigned(counted, SECONDS_A_DAY) / CYCLE_DAYS;
        return BEFORE_FIRST + CYCLE_YEARS * cycles + inFirstCycle(counted).getYear();
    }

    /** The same day and time in the years 1 to 400. */
    private static LocalDateTime inFirstCycle(long counted) {
        return LocalDateTime.of(1, 1, 1, 0, 0)
                .plusDays(Long.divideUnsigned(counted, SECONDS_A_DAY) % CYCLE_DAYS)
                .plusSeconds(Long.remainderUnsigned(counted, SECONDS_A_DAY));
    }

    private static long counted(double seconds) {
        return whole(seconds) + EPOCH;
    }

    private static long whole(double seconds) {
        boolean fits = seconds >= Long.MIN_VALUE && seconds < -(double) Long.MIN_VALUE;
        return fits ? (long) seconds : Long.MIN_VALUE;
    }
}
