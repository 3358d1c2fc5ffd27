package dev.tocsin.mute;

import dev.tocsin.model.Labels;
import dev.tocsin.mute.Muting.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Everything that can mute an alert. Immutable; asked at each flush of a group. */
public record Mutes(
        SortedMap<String, Silence> silences,
        List<Inhibition> inhibitions,
        Map<String, Predicate<Instant>> intervals,
        Dependencies dependencies) {
    /** Alertmanager's: five days. */
    private static final Duration KEPT = Duration.ofHours(120);

    private static final String SERVICE = "service";

    public Mutes {
        silences = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(silences));
        inhibitions = List.copyOf(inhibitions);
        intervals = Map.copyOf(intervals);
    }

    /** Without dependencies. */
    public Mutes(
            SortedMap<String, Silence> silences,
            List<Inhibition> inhibitions,
            Map<String, Predicate<Instant>> intervals) {
        this(silences, inhibitions, intervals, Dependencies.NONE);
    }

    /** Nothing is mute. */
    public static Mutes none() {
        return new Mutes(new TreeMap<>(), List.of(), Map.of());
    }

    /** These with {@code silence} added, or put in the place of the one with its id. */
    public Mutes with(Silence silence) {
        SortedMap<String, Silence> next = new TreeMap<>(silences);
        next.put(silence.id(), silence);
        return new Mutes(next, inhibitions, intervals, dependencies);
    }

    /** These and {@code found}, which another agent knew; of one that both know, what was said of it last. */
    public Mutes joined(Collection<Silence> found) {
        SortedMap<String, Silence> next = new TreeMap<>(silences);
        found.forEach(silence -> next.merge(silence.id(), silence, Silence::latest));
        return new Mutes(next, inhibitions, intervals, dependencies);
    }

    /** These without the silences that are over for so long that nobody looks at them; the ledger keeps them for longer. */
    public Mutes tidied(Instant now) {
        Instant old = now.minus(KEPT);
        SortedMap<String, Silence> next = new TreeMap<>(silences);
        next.values().removeIf(silence -> silence.ends().isBefore(old));
        return next.size() == silences.size() ? this : new Mutes(next, inhibitions, intervals, dependencies);
    }

    /** These with {@code dependencies} among services. */
    public Mutes with(Dependencies among) {
        return new Mutes(silences, inhibitions, intervals, among);
    }

    /** These, as {@code configured} has inhibitions, intervals and dependencies. */
    public Mutes configured(Mutes configured) {
        return new Mutes(silences, configured.inhibitions, configured.intervals, configured.dependencies);
    }

    /** These as they stand at {@code now} while {@code firing} fire; no service is down. */
    public At at(Collection<Labels> firing, Instant now, Instant wall) {
        return at(firing, Set.of(), now, wall);
    }

    /** As {@link #at(Collection, Instant, Instant)}, while the services {@code down} are. */
    public At at(Collection<Labels> firing, Set<String> down, Instant now, Instant wall) {
        return new At(this, Inhibitors.of(inhibitions, firing), Silences.at(silences.values(), now), down, wall);
    }

    /** The mutes at one instant. {@code wall} is the calendar's time, by which intervals go. */
    public record At(Mutes mutes, Inhibitors inhibitors, Silences active, Set<String> down, Instant wall) {
        /** Why {@code labels} are mute on a route with these intervals, or nothing when they are audible. */
        public Optional<Muting> why(Labels labels, List<String> muteTimes, List<String> activeTimes) {
            return inhibited(labels)
                    .or(() -> dependent(labels))
                    .or(() -> untimely(muteTimes, activeTimes))
                    .or(() -> silenced(labels));
        }

        private Optional<Muting> dependent(Labels labels) {
            return down.isEmpty()
                    ? Optional.empty()
                    : mutes.dependencies
                            .cause(labels.get(SERVICE), down)
                            .map(cause -> new Muting(Kind.DEPENDENCY, cause));
        }

        /** Fingerprints of what inhibits {@code labels}, and ids of the silences that mute them: all there are. */
        public List<Muting> all(Labels labels) {
            List<Muting> all = new ArrayList<>();
            inhibited(labels).or(() -> dependent(labels)).ifPresent(all::add);
            active.muting(labels).forEach(id -> all.add(new Muting(Kind.SILENCED, id)));
            return all;
        }

        private Optional<Muting> inhibited(Labels labels) {
            return inhibitors.of(labels).map(source -> new Muting(Kind.INHIBITED, source.fingerprint()));
        }

        /** Why it is not the time: one of the time intervals {@code muteTimes} is on, or none of {@code activeTimes} although there are some. */
        public Optional<Muting> untimely(List<String> muteTimes, List<String> activeTimes) {
            for (String name : muteTimes) {
                if (contains(name)) {
                    return Optional.of(new Muting(Kind.MUTE_TIME, name));
                }
            }
            return activeTimes.isEmpty() || activeTimes.stream().anyMatch(this::contains)
                    ? Optional.empty()
                    : Optional.of(new Muting(Kind.NOT_ACTIVE_TIME, String.join(", ", activeTimes)));
        }

        private boolean contains(String name) {
            Predicate<Instant> interval = mutes.intervals.get(name);
            return interval != null && interval.test(wall);
        }

        private Optional<Muting> silenced(Labels labels) {
            return active.muting(labels).stream().findFirst().map(id -> new Muting(Kind.SILENCED, id));
        }
    }
}
