package dev.tocsin.uptime;

import dev.tocsin.uptime.Spell.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The spells of all services, for as long as uptime is asked about. Immutable; {@link #advance} gives the next. */
public final class Uptimes {
    /** How far back uptime is known. */
    public static final Duration REMEMBERED = Duration.ofDays(90);

    /** A restart takes a moment, and an agent with nothing to write down seems to have stopped a little before it did. */
    private static final Duration BLINK = Duration.ofMinutes(1);

    /** A service that goes up and down every minute must not fill the memory: what is older than so many spells is given up. */
    private static final int MOST = 2000;

    /** By service, each in the order in which they began. */
    private final SortedMap<String, List<Spell>> byService;

    /** Spells that no turn has written down yet. */
    private final List<Spell> unwritten;

    private Uptimes(SortedMap<String, List<Spell>> byService, List<Spell> unwritten) {
        this.byService = Collections.unmodifiableSortedMap(byService);
        this.unwritten = List.copyOf(unwritten);
    }

    /** Nothing is known. */
    public static Uptimes none() {
        return new Uptimes(new TreeMap<>(), List.of());
    }

    /** These, as read back from the ledger. */
    public static Uptimes of(Collection<Spell> spells) {
        SortedMap<String, List<Spell>> byService = new TreeMap<>();
        spells.stream()
                .sorted(Comparator.comparing(Spell::from))
                .forEach(spell -> byService
                        .computeIfAbsent(spell.service(), name -> new ArrayList<>())
                        .add(spell));
        return new Uptimes(byService, List.of());
    }

    /** These after the agent was down for {@code gap}: nobody knows what was meanwhile. */
    public Uptimes resumed(Duration gap, Instant now) {
        if (gap.compareTo(BLINK) <= 0) {
            return this;
        }
        Spell blind = new Spell("", Kind.BLIND, now.minus(gap), Optional.of(now));
        SortedMap<String, List<Spell>> next = new TreeMap<>(byService);
        next.put("", with(next.getOrDefault("", List.of()), blind));
        return new Uptimes(next, List.of(blind));
    }

    /** These and {@code found}, which the ledger had from before the start and gave only now: what went on then goes on. */
    public Uptimes joined(Uptimes found) {
        SortedMap<String, List<Spell>> next = new TreeMap<>(found.byService);
        List<Spell> fresh = new ArrayList<>(unwritten);
        fresh.addAll(found.unwritten);
        stream().forEach(ours -> {
            boolean goesOn = found.open(ours.service(), ours.kind()).isPresent();
            Spell kept = goesOn && ours.isOpen() ? ours.ended(ours.from()) : ours;
            fresh.add(kept);
            next.put(kept.service(), with(next.getOrDefault(kept.service(), List.of()), kept));
        });
        return new Uptimes(next, fresh);
    }

    /** What a turn made of them; {@code changed} is for the ledger. */
    public record Progress(Uptimes uptimes, List<Spell> changed) {
        public Progress {
            changed = List.copyOf(changed);
        }
    }

    /**
     * The spells after a turn. {@code watched} are the services that are watched now; {@code down} those about which a critical alert
     * fires, each with the earliest onset of those.
     */
    public Progress advance(Set<String> watched, Map<String, Instant> down, Instant now) {
        if (isAsItWas(watched, down)) {
            return new Progress(this, List.of());
        }
        List<Spell> changed = new ArrayList<>(unwritten);
        SortedMap<String, List<Spell>> next = new TreeMap<>(byService);
        watched.stream()
                .filter(name -> open(name, Kind.WATCHED).isEmpty())
                .forEach(name -> put(next, changed, new Spell(name, Kind.WATCHED, now, Optional.empty())));
        down.forEach((name, onset) -> {
            if (open(name, Kind.DOWN).isEmpty()) {
                put(next, changed, new Spell(name, Kind.DOWN, since(name, onset), Optional.empty()));
            }
        });
        open().filter(spell -> spell.kind() == Kind.DOWN
                        ? !down.containsKey(spell.service())
                        : !watched.contains(spell.service()))
                .forEach(spell -> put(next, changed, spell.ended(now)));
        if (changed.isEmpty()) {
            return new Progress(this, List.of());
        }
        next.replaceAll((name, spells) -> remembered(spells, now));
        next.values().removeIf(List::isEmpty);
        return new Progress(new Uptimes(next, List.of()), changed);
    }

    /** As in nearly every turn: what is open is what should be, and no more. */
    private boolean isAsItWas(Set<String> watched, Map<String, Instant> down) {
        int open = 0;
        for (List<Spell> spells : byService.values()) {
            for (Spell spell : spells) {
                if (spell.isOpen()) {
                    Set<String> wanted = spell.kind() == Kind.DOWN ? down.keySet() : watched;
                    if (!wanted.contains(spell.service())) {
                        return false;
                    }
                    open++;
                }
            }
        }
        return open == watched.size() + down.size() && unwritten.isEmpty();
    }

    /** How {@code service} fared from {@code start} to {@code end}. */
    public Measure measure(String service, Instant start, Instant end) {
        List<Spell> own = byService.getOrDefault(service, List.of());
        Instant from = start.isAfter(givenUp(own)) ? start : givenUp(own);
        List<Spell> seen = own.stream()
                .filter(spell -> spell.kind() == Kind.WATCHED)
                .flatMap(spell -> lit(spell, end))
                .toList();
        Duration watched = total(seen.stream().map(spell -> spell.within(from, end)));
        Duration down = total(own.stream()
                .filter(spell -> spell.kind() == Kind.DOWN)
                .flatMap(spell -> seen.stream()
                        .map(lit -> lit.within(
                                later(from, spell.from()),
                                earlier(end, spell.until().orElse(end))))));
        return new Measure(
                watched,
                down,
                seen.stream()
                        .filter(spell -> spell.within(from, end).isPositive())
                        .map(spell -> later(from, spell.from()))
                        .min(Comparator.naturalOrder()));
    }

    /** The parts of {@code spell} in which the agent ran. */
    private Stream<Spell> lit(Spell spell, Instant end) {
        List<Spell> parts = new ArrayList<>();
        Instant from = spell.from();
        Instant until = spell.until().orElse(end);
        for (Spell blind : byService.getOrDefault("", List.of())) {
            if (blind.within(from, until).isPositive()) {
                if (blind.from().isAfter(from)) {
                    parts.add(new Spell(spell.service(), spell.kind(), from, Optional.of(blind.from())));
                }
                from = later(from, blind.until().orElse(until));
            }
        }
        if (until.isAfter(from)) {
            parts.add(new Spell(spell.service(), spell.kind(), from, Optional.of(until)));
        }
        return parts.stream();
    }

    /** All spells. */
    public Stream<Spell> stream() {
        return byService.values().stream().flatMap(List::stream);
    }

    private Stream<Spell> open() {
        return stream().filter(Spell::isOpen);
    }

    private Optional<Spell> open(String service, Kind kind) {
        return byService.getOrDefault(service, List.of()).stream()
                .filter(spell -> spell.kind() == kind && spell.isOpen())
                .findFirst();
    }

    /** A trouble that was over and comes back has its old onset, which was counted already. */
    private Instant since(String service, Instant onset) {
        return byService.getOrDefault(service, List.of()).stream()
                .filter(spell -> spell.kind() == Kind.DOWN)
                .flatMap(spell -> spell.until().stream())
                .reduce(onset, Uptimes::later);
    }

    private static void put(SortedMap<String, List<Spell>> all, List<Spell> changed, Spell spell) {
        changed.removeIf(one -> one.key().equals(spell.key()));
        changed.add(spell);
        all.put(spell.service(), with(all.getOrDefault(spell.service(), List.of()), spell));
    }

    private static List<Spell> with(List<Spell> spells, Spell spell) {
        List<Spell> next = new ArrayList<>(spells);
        next.removeIf(one -> one.key().equals(spell.key()));
        next.add(spell);
        next.sort(Comparator.comparing(Spell::from));
        return List.copyOf(next);
    }

    private static List<Spell> remembered(List<Spell> spells, Instant now) {
        Instant oldest = now.minus(REMEMBERED);
        List<Spell> recent = spells.stream()
                .filter(spell -> spell.until().filter(oldest::isAfter).isEmpty())
                .toList();
        if (recent.size() <= MOST) {
            return recent;
        }
        int surplus = recent.size() - MOST;
        List<Spell> kept = new ArrayList<>(recent.subList(surplus, recent.size()));
        recent.subList(0, surplus).stream()
                .filter(spell -> spell.isOpen() || spell.kind() != Kind.DOWN)
                .forEach(kept::addFirst);
        kept.sort(Comparator.comparing(Spell::from));
        return List.copyOf(kept);
    }

    /** Before when outages were given up, so that nothing is said of that time; long ago when none was. */
    private static Instant givenUp(List<Spell> spells) {
        return spells.size() < MOST
                ? Instant.MIN
                : spells.stream()
                        .filter(spell -> spell.kind() == Kind.DOWN)
                        .map(Spell::from)
                        .min(Comparator.naturalOrder())
                        .orElse(Instant.MIN);
    }

    private static Duration total(Stream<Duration> spans) {
        return spans.reduce(Duration.ZERO, Duration::plus);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
