package dev.tocsin.mute;

import dev.tocsin.model.Labels;
import dev.tocsin.mute.Muting.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Everything that can mute an alert. Immutable, for any thread; asked at each flush of a group. */
public final class Mutes {
    /** Alertmanager's: five days. */
    private static final Duration KEPT = Duration.ofHours(120);

    private static final String SERVICE = "service";

    private final SortedMap<String, Silence> silences;
    private final List<Inhibition> inhibitions;
    private final Map<String, Predicate<Instant>> intervals;
    private final Dependencies dependencies;

    /** Of the same silences, whatever else changes: which of them match an alert is found out once. */
    private final Silences index;

    /** The last answer: in most turns what fires is what did in the turn before. */
    private volatile @Nullable Inhibiting last;

    private record Inhibiting(Collection<Labels> firing, Inhibitors inhibitors) {}

    private Mutes(
            SortedMap<String, Silence> silences,
            List<Inhibition> inhibitions,
            Map<String, Predicate<Instant>> intervals,
            Dependencies dependencies,
            Silences index) {
        this.silences = silences;
        this.inhibitions = List.copyOf(inhibitions);
        this.intervals = Map.copyOf(intervals);
        this.dependencies = dependencies;
        this.index = index;
    }

    /** Without dependencies. */
    public Mutes(
            SortedMap<String, Silence> silences,
            List<Inhibition> inhibitions,
            Map<String, Predicate<Instant>> intervals) {
        this(
                Collections.unmodifiableSortedMap(new TreeMap<>(silences)),
                inhibitions,
                intervals,
                Dependencies.NONE,
                new Silences(silences.values()));
    }

    /** Nothing is mute. */
    public static Mutes none() {
        return new Mutes(new TreeMap<>(), List.of(), Map.of());
    }

    /** All silences, by id. */
    public SortedMap<String, Silence> silences() {
        return silences;
    }

    /** The inhibitions, in their order. */
    public List<Inhibition> inhibitions() {
        return inhibitions;
    }

    /** The time intervals by name. */
    public Map<String, Predicate<Instant>> intervals() {
        return intervals;
    }

    /** What depends on what. */
    public Dependencies dependencies() {
        return dependencies;
    }

    /** These with {@code silence} added, or put in the place of the one with its id. */
    public Mutes with(Silence silence) {
        return with(List.of(silence));
    }

    /** These with {@code some} silences added, or put in the place of those with their ids. */
    public Mutes with(Collection<Silence> some) {
        if (some.isEmpty()) {
            return this;
        }
        SortedMap<String, Silence> next = new TreeMap<>(silences);
        some.forEach(silence -> next.put(silence.id(), silence));
        return silenced(next);
    }

    private Mutes silenced(SortedMap<String, Silence> next) {
        return new Mutes(
                Collections.unmodifiableSortedMap(next),
                inhibitions,
                intervals,
                dependencies,
                new Silences(next.values()));
    }

    /** These and {@code found}, which another agent knew; of one that both know, what was said of it last. */
    public Mutes joined(Collection<Silence> found) {
        SortedMap<String, Silence> next = new TreeMap<>(silences);
        found.forEach(silence -> next.merge(silence.id(), silence, Silence::latest));
        return silenced(next);
    }

    /** These without the silences that are over for so long that nobody looks at them; the ledger keeps them for longer. */
    public Mutes tidied(Instant now) {
        Instant old = now.minus(KEPT);
        SortedMap<String, Silence> next = new TreeMap<>(silences);
        next.values().removeIf(silence -> silence.ends().isBefore(old));
        return next.size() == silences.size() ? this : silenced(next);
    }

    /** These with {@code dependencies} among services. */
    public Mutes with(Dependencies among) {
        return new Mutes(silences, inhibitions, intervals, among, index);
    }

    /** These, as {@code configured} has inhibitions, intervals and dependencies. */
    public Mutes configured(Mutes configured) {
        return new Mutes(silences, configured.inhibitions, configured.intervals, configured.dependencies, index);
    }

    /** These as they stand at {@code now} while {@code firing} fire, which does not change; no service is down. */
    public At at(Collection<Labels> firing, Instant now, Instant wall) {
        return at(firing, Set.of(), now, wall);
    }

    /** As {@link #at(Collection, Instant, Instant)}, while the services {@code down} are. */
    public At at(Collection<Labels> firing, Set<String> down, Instant now, Instant wall) {
        return new At(this, inhibitors(firing), Set.copyOf(down), now, wall);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Mutes that
                && silences.equals(that.silences)
                && inhibitions.equals(that.inhibitions)
                && intervals.equals(that.intervals)
                && dependencies.equals(that.dependencies);
    }

    @Override
    public int hashCode() {
        return Objects.hash(silences, inhibitions, intervals, dependencies);
    }

    @Override
    public String toString() {
        return "silences=" + silences.size() + " inhibitions=" + inhibitions.size() + " intervals="
                + intervals.keySet();
    }

    // The same set is what it was; whether another is equal costs as much as to look at it.
    @SuppressWarnings("ReferenceEquality")
    private Inhibitors inhibitors(Collection<Labels> firing) {
        Inhibiting before = last;
        if (before != null && before.firing() == firing) {
            return before.inhibitors();
        }
        Inhibiting now = new Inhibiting(firing, Inhibitors.of(inhibitions, firing));
        last = now;
        return now.inhibitors();
    }

    /** The mutes at one instant. {@code wall} is the calendar's time, by which intervals go. */
    public record At(Mutes mutes, Inhibitors inhibitors, Set<String> down, Instant now, Instant wall) {
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
            mutes.index.muting(labels, now).forEach(id -> all.add(new Muting(Kind.SILENCED, id)));
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
            List<String> ids = mutes.index.muting(labels, now);
            return ids.isEmpty() ? Optional.empty() : Optional.of(new Muting(Kind.SILENCED, ids.getFirst()));
        }
    }
}
