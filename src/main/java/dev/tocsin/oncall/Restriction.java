package dev.tocsin.oncall;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A part of each day, or of each week when {@code day} is given, in which a layer counts: PagerDuty's {@code daily_restriction} and
 * {@code weekly_restriction}. {@code length} is by the wall clock.
 */
public record Restriction(Optional<DayOfWeek> day, LocalTime start, Duration length) {
    private static final int WEEK = 7;

    boolean contains(Instant at, ZoneId zone) {
        return spans(at, zone).anyMatch(span -> !at.isBefore(span.from()) && at.isBefore(span.until()));
    }

    /** When it begins or ends next after {@code at}. */
    Stream<Instant> bounds(Instant at, ZoneId zone) {
        return spans(at, zone)
                .flatMap(span -> Stream.of(span.from(), span.until()))
                .filter(at::isBefore);
    }

    private record Span(Instant from, Instant until) {}

    /** Those that begin from a week before to a week after. */
    private Stream<Span> spans(Instant at, ZoneId zone) {
        LocalDate today = at.atZone(zone).toLocalDate();
        return today.minusDays(WEEK)
                .datesUntil(today.plusDays(WEEK + 1L))
                .filter(date -> day.isEmpty() || day.get() == date.getDayOfWeek())
                .map(date -> date.atTime(start))
                .map(local -> new Span(
                        local.atZone(zone).toInstant(),
                        local.plus(length).atZone(zone).toInstant()));
    }
}
