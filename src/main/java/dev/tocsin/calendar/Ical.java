package dev.tocsin.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A calendar as RFC 5545 has it, as far as it says who is there when: its events, and which of them an instant lies in. {@code text} is
 * what it was read from, {@code usual} the zone of days and times without one; {@code oddities} is what was not understood, a sentence each. An event that repeats lasts equally long by the wall
 * clock each time, so that no hour is left out when summer time ends.
 */
public record Ical(String text, ZoneId usual, List<Event> events, List<String> oddities) {
    private static final List<Duration> HORIZONS = List.of(Duration.ofDays(9), Duration.ofDays(400));

    public Ical {
        events = List.copyOf(events);
        oddities = List.copyOf(oddities);
    }

    /** Somebody who is asked to be there: {@code email} may be empty, {@code name} too. */
    public record Attendee(String name, String email) {}

    /** What an event is called, and who is asked to it. */
    public record What(String summary, List<Attendee> attendees) {
        public What {
            attendees = List.copyOf(attendees);
        }
    }

    /** An event: from {@code start}, by the wall clock of {@code zone}, for {@code length}, and again as {@code rule} says, but not {@code but}. */
    record Event(
            What what, LocalDateTime start, ZoneId zone, Duration length, Optional<Recurrence> rule, Set<Instant> but) {
        Event {
            but = Set.copyOf(but);
        }

        Stream<Span> spans(Instant from, Instant to) {
            LocalDateTime earliest = from.atZone(zone).toLocalDateTime().minus(length);
            LocalDateTime latest = to.atZone(zone).toLocalDateTime();
            return rule.map(again -> again.starts(earliest, latest))
                    .orElseGet(() -> Stream.of(start))
                    .takeWhile(local -> local.atZone(zone).toInstant().isBefore(to))
                    .filter(local -> !but.contains(local.atZone(zone).toInstant()))
                    .map(this::span)
                    .filter(span -> span.until().isAfter(from));
        }

        private Span span(LocalDateTime local) {
            return new Span(
                    what,
                    local.atZone(zone).toInstant(),
                    local.plus(length).atZone(zone).toInstant());
        }
    }

    /** One time that an event takes place. */
    private record Span(What what, Instant from, Instant until) {}

    /** What came of reading a calendar. */
    public sealed interface Parsed {
        /** It can be used. */
        record Ready(Ical calendar) implements Parsed {}

        /** It cannot, and why. */
        record Broken(String why) implements Parsed {}
    }

    /** Reads {@code text}; days and times without a zone are of {@code usual}. */
    public static Parsed parse(String text, ZoneId usual) {
        return new IcalReading(text, usual).read();
    }

    static Ical of(String text, ZoneId usual, List<IcalReading.Read> read, List<String> oddities) {
        Map<String, Set<Instant>> moved = new HashMap<>();
        read.forEach(one -> one.instead()
                .ifPresent(instead ->
                        moved.computeIfAbsent(one.uid(), uid -> new HashSet<>()).add(instead)));
        List<Event> events = new ArrayList<>();
        for (IcalReading.Read one : read) {
            Event event = one.event();
            Set<Instant> but = new HashSet<>(event.but());
            if (one.instead().isEmpty()) {
                but.addAll(moved.getOrDefault(one.uid(), Set.of()));
            }
            if (!one.cancelled()) {
                events.add(new Event(event.what(), event.start(), event.zone(), event.length(), event.rule(), but));
            }
        }
        return new Ical(text, usual, events, oddities);
    }

    /** The events that take place at {@code at}, the one that began last first. */
    public List<What> at(Instant at) {
        return spans(at, at.plusNanos(1))
                .sorted(Comparator.comparing(Span::from).reversed())
                .map(Span::what)
                .toList();
    }

    /** When an event begins or ends next after {@code after}, within a year. */
    public Optional<Instant> next(Instant after) {
        return HORIZONS.stream()
                .flatMap(horizon -> next(after, after.plus(horizon)).stream())
                .findFirst();
    }

    private Optional<Instant> next(Instant after, Instant to) {
        return spans(after, to)
                .flatMap(span -> Stream.of(span.from(), span.until()))
                .filter(one -> one.isAfter(after) && one.isBefore(to))
                .min(Instant::compareTo);
    }

    private Stream<Span> spans(Instant from, Instant to) {
        // A date of its own may be one of the rule's too.
        return events.stream().flatMap(event -> event.spans(from, to)).distinct();
    }
}
