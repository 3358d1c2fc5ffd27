package dev.tocsin.lab.proof;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * All that a seed says: configurations, what goes wrong and when, what people do, how far ends misbehave. From {@code calm} on no more
 * faults begin, from {@code over} on nothing is wrong, at {@code end} everybody must know.
 */
record World(long seed, Times times, List<Alarm> alarms, List<Setup> setups, List<Event> events, Perils perils) {
    /** How long after the last trouble it takes at least until all is said. */
    static final Duration SETTLING = Duration.ofMinutes(16);

    /** The instants at which it turns. */
    record Times(Instant start, Instant calm, Instant over, Instant end) {}

    /** One deed and when it is done. */
    record Event(Instant at, Deed deed) {}

    /**
     * What may go wrong with the machinery: faults of far ends by endpoint, windows in which the ledger does not answer or does without
     * saying so, how many agents there are, how
     * probable a death is at each moment, and how probable it is that a process stands still right there.
     */
    record Perils(
            SortedMap<String, List<Fault>> faults,
            List<Window> gone,
            List<Window> mute,
            int agents,
            double deadliness,
            double stall,
            Set<String> poison) {
        List<Fault> of(String endpoint) {
            return faults.getOrDefault(endpoint, List.of());
        }
    }

    /** This one as it was when it was over at {@code end}. */
    World until(Instant end) {
        return new World(
                seed, new Times(times.start(), times.calm(), times.over(), end), alarms, setups, events, perils);
    }

    /** Every service that there is. */
    Set<String> services() {
        return alarms.stream().map(alarm -> alarm.labels().get("service")).collect(Collectors.toSet());
    }

    /** Whether several agents share the ledger. */
    boolean isShared() {
        return perils.agents() > 1;
    }

    Map<String, List<Alarm>> byRule() {
        return alarms.stream()
                .collect(Collectors.groupingBy(alarm -> alarm.rule().toString()));
    }
}
