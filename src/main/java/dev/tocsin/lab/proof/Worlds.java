package dev.tocsin.lab.proof;

import dev.tocsin.alert.Hold;
import dev.tocsin.lab.proof.Fault.Kind;
import dev.tocsin.lab.proof.World.Event;
import dev.tocsin.lab.proof.World.Perils;
import dev.tocsin.lab.proof.World.Times;
import dev.tocsin.model.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes the world of a seed. */
final class Worlds {
    /** An hour before summer time ends in Europe, at 01:00 UTC. */
    private static final Instant AUTUMN = Instant.parse("2026-10-25T00:00:00Z");

    private static final Instant SOME_DAY = Instant.parse("2026-11-22T10:00:00Z");
    private static final List<String> ENDPOINTS = List.of(
            "chat/slack/0",
            "ops/email/0",
            "ops/webhook/0",
            "hook/webhook/0",
            "ann/pagerduty/0",
            "bob/pagerduty/0",
            "cyd/pagerduty/0",
            Platforms.ENDPOINT);

    private final long seed;
    private final Dice dice;
    private final Times times;
    private final boolean isShared;
    private final boolean refuses;

    private Worlds(long seed) {
        this.seed = seed;
        this.dice = new Dice(~seed);
        this.isShared = dice.happens(0.12);
        Instant start = (dice.happens(0.4) ? AUTUMN : SOME_DAY).plus(dice.minutes(0, 20));
        Instant calm = start.plus(isShared ? dice.minutes(20, 35) : dice.minutes(30, 90));
        Instant over = calm.plus(dice.minutes(12, 16));
        this.refuses = !isShared && dice.happens(0.15);
        // A refusal is news for an hour.
        this.times = new Times(start, calm, over, over.plus(refuses ? Duration.ofMinutes(75) : World.SETTLING));
    }

    /** The world of {@code seed}. */
    static World of(long seed) {
        return Aim.of(new Worlds(seed).world());
    }

    private World world() {
        Configuring configuring = new Configuring(dice.apart());
        SortedMap<String, Hold> rules = configuring.rules();
        Set<String> names = new TreeSet<>(rules.keySet());
        boolean isPoisoned = dice.happens(0.25);
        if (isPoisoned) {
            names.add("Broken");
        }
        List<Setup> setups = setups(configuring, names);
        List<Event> events = new ArrayList<>();
        people(events);
        silences(events);
        deployments(events);
        reloads(events, setups.size());
        processes(events);
        jumps(events);
        events.sort(Comparator.comparing(Event::at));
        Perils perils = new Perils(
                faults(),
                windows(0.25, 20, 600),
                windows(0.15, 1, 30),
                isShared ? dice.number(2, 3) : 1,
                dice.happens(0.65) ? 0.001 * dice.number(1, 6) : 0,
                0,
                isPoisoned ? Set.of("Broken") : Set.of());
        return new World(seed, until(setups), alarms(rules), setups, List.copyOf(events), perils);
    }

    /** What is not configured any more is as good as refused. */
    private Times until(List<Setup> setups) {
        boolean narrows = setups.stream().map(Setup::endpoints).distinct().count() > 1;
        return narrows
                ? new Times(
                        times.start(), times.calm(), times.over(), times.over().plus(Duration.ofMinutes(75)))
                : times;
    }

    private List<Setup> setups(Configuring configuring, Set<String> names) {
        List<Setup> setups = new ArrayList<>();
        setups.add(configuring.first(names));
        int reloads = dice.happens(0.4) ? dice.number(1, 2) : 0;
        for (int one = 0; one < reloads; one++) {
            setups.add(configuring.next(setups.getLast()));
        }
        return List.copyOf(setups);
    }

    private List<Alarm> alarms(SortedMap<String, Hold> rules) {
        List<Alarm> alarms = new ArrayList<>();
        alarms.add(alarm(rules, "ApiDown", "api", "critical", List.of()));
        for (String service : Configuring.SERVICES) {
            if (dice.happens(0.5)) {
                alarms.add(alarm(rules, "Latency", service, "medium", met()));
            }
            if (dice.happens(0.3)) {
                alarms.add(alarm(rules, "Disk", service, "low", met()));
            }
        }
        String worsens = dice.pick(Configuring.SERVICES);
        List<Window> high = met();
        alarms.add(alarm(rules, "ErrorRate", worsens, "high", high));
        if (dice.happens(0.7)) {
            alarms.add(alarm(rules, "ErrorRate", worsens, "critical", worse(high)));
        }
        return alarms;
    }

    private static Alarm alarm(
            SortedMap<String, Hold> rules, String name, String service, String severity, List<Window> met) {
        Labels labels = Labels.of("alertname", name, "service", service, "severity", severity);
        return new Alarm(Configuring.rule(name), labels, rules.getOrDefault(name, Hold.NONE), met);
    }

    /** Some windows one after the other: short ones that flap, long ones, one that lasts into the calm. */
    private List<Window> met() {
        List<Window> met = new ArrayList<>();
        Instant at = times.start().plus(dice.minutes(1, isShared ? 18 : 28));
        int count = dice.number(1, 4);
        for (int one = 0; one < count && at.isBefore(times.over()); one++) {
            Duration lasting = dice.happens(0.3) ? dice.seconds(10, 120) : dice.minutes(3, 60);
            Instant end = dice.happens(0.1) ? times.over() : at.plus(lasting);
            met.add(new Window(at, end.isAfter(times.over()) ? times.over() : end));
            at = end.plus(dice.happens(0.4) ? dice.seconds(10, 180) : dice.minutes(3, 40));
        }
        return met;
    }

    /** What is worse while {@code high} goes on, or after it. */
    private List<Window> worse(List<Window> high) {
        Window window = dice.pick(high);
        Instant from = dice.instant(window.from(), window.to());
        Instant to = from.plus(dice.minutes(2, 30));
        return List.of(new Window(from, to.isAfter(times.over()) ? times.over() : to));
    }

    private Instant sometime() {
        return dice.instant(times.start().plusSeconds(60), times.calm());
    }

    private void people(List<Event> events) {
        for (int one = dice.number(0, 5); one > 0; one--) {
            Optional<Duration> limit = dice.happens(0.4) ? Optional.of(dice.minutes(2, 30)) : Optional.empty();
            events.add(new Event(sometime(), new Deed.Acknowledge(dice.pick(Configuring.NAMES), limit)));
        }
        for (int one = dice.number(0, 2); one > 0; one--) {
            events.add(new Event(sometime(), new Deed.TakeBack()));
        }
    }

    private void silences(List<Event> events) {
        for (int one = dice.happens(0.5) ? dice.number(1, 3) : 0; one > 0; one--) {
            String id = "silence-" + one;
            Map<String, String> match = dice.happens(0.5)
                    ? Map.of("service", dice.pick(Configuring.SERVICES))
                    : Map.of("severity", dice.pick(List.of("critical", "high", "medium")));
            Instant at = sometime();
            Duration lasting = dice.minutes(2, 40);
            events.add(new Event(at, new Deed.Silencing(id, new TreeMap<>(match), lasting)));
            if (dice.happens(0.4)) {
                events.add(new Event(dice.instant(at, at.plus(lasting)), new Deed.Expire(id)));
            }
        }
    }

    private void deployments(List<Event> events) {
        if (dice.happens(0.5)) {
            Instant at = dice.instant(times.start().plus(Duration.ofMinutes(12)), times.calm());
            events.add(new Event(at, new Deed.Deploy(true)));
            Instant repaired = at.plus(dice.minutes(2, 60));
            events.add(new Event(repaired.isAfter(times.over()) ? times.over() : repaired, new Deed.Deploy(false)));
        }
    }

    private void reloads(List<Event> events, int setups) {
        for (int one = 1; one < setups; one++) {
            events.add(new Event(sometime(), new Deed.Reload(one)));
        }
        if (setups > 1 && dice.happens(0.4)) {
            events.add(new Event(sometime(), new Deed.Reload(0)));
        }
    }

    private void processes(List<Event> events) {
        int agents = isShared ? 2 : 1;
        for (int one = dice.happens(0.3) ? dice.number(1, 2) : 0; one > 0; one--) {
            events.add(new Event(
                    sometime(),
                    new Deed.Kill(dice.number(0, agents - 1), dice.seconds(1, dice.pick(List.of(10, 400))))));
        }
        if (!isShared) {
            return;
        }
        for (int one = dice.number(0, 2); one > 0; one--) {
            events.add(new Event(sometime(), new Deed.Pause(dice.number(0, 1), dice.seconds(3, 120))));
            events.add(new Event(sometime(), new Deed.Cut(dice.number(0, 1), dice.seconds(3, 300))));
        }
    }

    /** The wall is put right again before the calm. */
    private void jumps(List<Event> events) {
        if (dice.happens(0.2)) {
            Duration by = dice.happens(0.5)
                    ? dice.minutes(10, 120)
                    : dice.minutes(10, 120).negated();
            Instant from = sometime();
            events.add(new Event(from, new Deed.Jump(by)));
            events.add(new Event(dice.instant(from, times.calm()), new Deed.Jump(by.negated())));
        }
    }

    private SortedMap<String, List<Fault>> faults() {
        SortedMap<String, List<Fault>> faults = new TreeMap<>();
        for (String endpoint : ENDPOINTS) {
            if (dice.happens(0.3)) {
                faults.put(endpoint, List.of(fault()));
            }
        }
        return faults;
    }

    private Fault fault() {
        Instant from = sometime();
        Instant to = from.plus(dice.seconds(5, 900));
        Window when = new Window(from, to.isAfter(times.calm()) ? times.calm() : to);
        Kind kind = refuses && dice.happens(0.6)
                ? Kind.REFUSAL
                : dice.pick(List.of(
                        Kind.ERROR,
                        Kind.BUSY,
                        Kind.UNREACHABLE,
                        Kind.TIMEOUT,
                        Kind.LIE,
                        Kind.LATE,
                        Kind.TWICE,
                        Kind.NEVER,
                        Kind.BUG));
        return new Fault(kind, when, dice.happens(0.5) ? 1 : 0.5, dice.seconds(1, 120));
    }

    private List<Window> windows(double probability, int least, int most) {
        if (!dice.happens(probability)) {
            return List.of();
        }
        Instant from = sometime();
        Instant to = from.plus(dice.seconds(least, most));
        return List.of(new Window(from, to.isAfter(times.calm()) ? times.calm() : to));
    }
}
