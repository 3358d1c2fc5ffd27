package dev.tocsin.oncall;

import dev.tocsin.calendar.Ical;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is known of schedules beyond the configuration: the replacements that people made, by id, and the copies of calendars, by schedule.
 * Immutable; kept in the ledger.
 */
public record Rota(SortedMap<String, Replacement> replacements, SortedMap<String, Roster> rosters) {
    /** Nothing. */
    public static final Rota NONE = new Rota(new TreeMap<>(), new TreeMap<>());

    /** For so long a replacement that is over can still be seen. */
    private static final Duration MEMORY = Duration.ofDays(30);

    private static final Duration HORIZON = Duration.ofDays(366);
    private static final int MOST_STEPS = 5_000;

    public Rota {
        replacements = Collections.unmodifiableSortedMap(new TreeMap<>(replacements));
        rosters = Collections.unmodifiableSortedMap(new TreeMap<>(rosters));
    }

    /** As read back. */
    public static Rota of(Collection<Replacement> replacements, Collection<Roster> rosters) {
        return NONE.with(replacements).seeing(rosters);
    }

    /** This with {@code made}, each in the place of the one with its id. */
    public Rota with(Collection<Replacement> made) {
        if (made.isEmpty()) {
            return this;
        }
        SortedMap<String, Replacement> next = new TreeMap<>(replacements);
        made.forEach(one -> next.put(one.id(), one));
        return new Rota(next, rosters);
    }

    /** This after the calendars were looked at. */
    public Rota seeing(Collection<Roster> seen) {
        if (seen.isEmpty()) {
            return this;
        }
        SortedMap<String, Roster> next = new TreeMap<>(rosters);
        seen.forEach(one -> next.merge(one.schedule(), one, Roster::then));
        return new Rota(replacements, next);
    }

    /** Those of {@code next}'s copies that are worth a write: the others say what these said. */
    public List<Roster> news(Rota next) {
        return next.rosters.values().stream()
                .filter(one -> Optional.ofNullable(rosters.get(one.schedule()))
                        .filter(one::isAlike)
                        .isEmpty())
                .toList();
    }

    /** This and {@code other}, which another agent knew. What was taken back by one is taken back. */
    public Rota joined(Rota other) {
        SortedMap<String, Replacement> next = new TreeMap<>(other.replacements);
        replacements.forEach((id, one) -> next.merge(id, one, Replacement::latest));
        return new Rota(next, other.rosters).seeing(rosters.values());
    }

    /** The replacements of {@code schedule} that are not long over, those of the configuration too, in order of their start. */
    public List<Replacement> replacements(Schedule schedule, Instant now) {
        return all(schedule)
                .filter(one -> one.start().isBefore(one.end()) && one.end().isAfter(now.minus(MEMORY)))
                .sorted(Comparator.comparing(Replacement::start))
                .toList();
    }

    /** The names of those who are on call by {@code schedule} at {@code at}; nobody may be. */
    public List<String> on(Schedule schedule, Instant at) {
        Optional<Replacement> replacement = all(schedule)
                .filter(one -> one.covers(at))
                .max(Comparator.comparing(one -> one.making().at()));
        return replacement.map(one -> List.of(one.user())).orElseGet(() -> regular(schedule, at));
    }

    /** Who is on call at {@code at}, and until when. */
    public Shift shift(Schedule schedule, Instant at) {
        List<String> people = on(schedule, at);
        Instant end = at.plus(HORIZON);
        Optional<Instant> next = next(schedule, at);
        for (int step = 0; step < MOST_STEPS && next.filter(end::isAfter).isPresent(); step++) {
            if (!on(schedule, next.get()).equals(people)) {
                return new Shift(people, at, next);
            }
            next = next(schedule, next.get());
        }
        return new Shift(people, at, Optional.empty());
    }

    private List<String> regular(Schedule schedule, Instant at) {
        List<String> called = calendar(schedule).stream()
                .flatMap(calendar -> calendar.at(at).stream())
                .flatMap(what -> schedule.crew().named(what).stream())
                .distinct()
                .toList();
        if (!called.isEmpty()) {
            return called;
        }
        return schedule.layers().reversed().stream()
                .flatMap(layer -> layer.on(at, schedule.zone()).stream())
                .findFirst()
                .map(List::of)
                .orElse(List.of());
    }

    private Optional<Instant> next(Schedule schedule, Instant at) {
        Stream<Instant> replaced =
                all(schedule).flatMap(one -> Stream.of(one.start(), one.end())).filter(at::isBefore);
        Stream<Instant> layers = schedule.layers().stream().flatMap(layer -> layer.bounds(at, schedule.zone()));
        Stream<Instant> calendars = calendar(schedule).stream().flatMap(one -> one.next(at).stream());
        return Stream.of(replaced, layers, calendars).flatMap(each -> each).min(Instant::compareTo);
    }

    private Optional<Ical> calendar(Schedule schedule) {
        return schedule.feed()
                .flatMap(feed -> Optional.ofNullable(rosters.get(schedule.name())))
                .flatMap(Roster::calendar);
    }

    private Stream<Replacement> all(Schedule schedule) {
        return Stream.concat(
                schedule.overrides().stream(),
                replacements.values().stream().filter(one -> one.schedule().equals(schedule.name())));
    }
}
