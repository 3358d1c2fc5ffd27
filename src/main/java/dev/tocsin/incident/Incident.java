package dev.tocsin.incident;

import dev.tocsin.route.GroupKey;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One group of alerts while anything about it is open: something fires, somebody is owed its end, or an act is under way.
 *
 * <p>{@code members} are by fingerprint, {@code told} by endpoint id, {@code tried} by remedy. {@code pages} counts the pages so
 * far and numbers the next.
 */
public record Incident(
        Origin origin,
        SortedMap<String, Member> members,
        Flush flush,
        SortedMap<String, Told> told,
        Escalation escalation,
        SortedMap<String, Tried> tried,
        int pages,
        Optional<Instant> closed) {
    public Incident {
        members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
        told = Collections.unmodifiableSortedMap(new TreeMap<>(told));
        tried = Collections.unmodifiableSortedMap(new TreeMap<>(tried));
    }

    /**
     * What does not change: its id, its group, where the route sent it, since when it is open, and of which incidents of the group people
     * were told shortly before.
     */
    public record Origin(
            String id,
            GroupKey group,
            String receiver,
            Optional<String> policy,
            Instant opened,
            List<Episode> earlier) {
        public Origin {
            earlier = List.copyOf(earlier);
        }

        /** With none before it. */
        public Origin(String id, GroupKey group, String receiver, Optional<String> policy, Instant opened) {
            this(id, group, receiver, policy, opened, List.of());
        }

        Origin after(List<Episode> episodes) {
            return new Origin(id, group, receiver, policy, opened, episodes);
        }

        /** Same group, same instant, same incident: a replay makes the same ids. */
        static Origin of(GroupKey group, String receiver, Optional<String> policy, Instant opened) {
            String name = group.labels().with("__route__", group.route()).fingerprint();
            String id = name.substring(0, 10) + '-' + Long.toString(opened.toEpochMilli(), Character.MAX_RADIX);
            return new Origin(id, group, receiver, policy, opened);
        }
    }

    /**
     * When the group is looked at next. {@code postponed} are the fingerprints of what the last look found mute and nobody was told of, so
     * that the end of the muting is news and not waited out. {@code begun} is when a look first found something audible.
     */
    public record Flush(Instant next, SortedSet<String> postponed, Optional<Instant> begun) {
        private static final SortedSet<String> NOTHING = Collections.emptySortedSet();

        public Flush {
            postponed = postponed.isEmpty() ? NOTHING : Collections.unmodifiableSortedSet(new TreeSet<>(postponed));
        }

        /** Nothing is postponed. */
        public Flush(Instant next, Optional<Instant> begun) {
            this(next, NOTHING, begun);
        }

        /** Whether a look found something audible. */
        public boolean isBegun() {
            return begun.isPresent();
        }
    }

    /** Its id: ten hex digits of the group, a dash, and when it was opened. */
    public String id() {
        return origin.id();
    }

    /** Those that fire. */
    public Stream<Member> firing() {
        return members.values().stream().filter(Member::isFiring);
    }

    /** The worst severity that fires, or, when nothing does, that there was. */
    public Severity severity() {
        return firing().map(Member::severity)
                .max(Severity::compareTo)
                .or(() -> members.values().stream().map(Member::severity).max(Severity::compareTo))
                .orElse(Severity.UNKNOWN);
    }

    /**
     * This one and {@code other}, which is the same one as another agent went on with. Whoever was told by either is owed the end.
     */
    Incident joined(Incident other) {
        SortedMap<String, Member> everyone = new TreeMap<>(other.members);
        everyone.putAll(members);
        SortedMap<String, Told> everybody = new TreeMap<>(told);
        other.told.forEach((endpoint, known) -> everybody.merge(endpoint, known, Told::joined));
        SortedMap<String, Tried> all = new TreeMap<>(other.tried);
        all.putAll(tried);
        int most = Math.max(pages, other.pages);
        return new Incident(origin, everyone, flush, everybody, escalation.joined(other.escalation), all, most, closed);
    }

    /** What is worth remembering of it when it is over: which it was, and how far its pages count. */
    Incident remains() {
        return new Incident(
                origin, new TreeMap<>(), flush, new TreeMap<>(), escalation, new TreeMap<>(), pages, closed);
    }

    /** This one for those that come after it, if people were told of it. */
    public Optional<Episode> episode() {
        Severity worst = members.values().stream()
                .map(Member::severity)
                .max(Severity::compareTo)
                .orElse(Severity.UNKNOWN);
        return flush.begun().map(begun -> new Episode(begun, worst));
    }

    /** The key under which {@code endpoint} knows this incident. */
    public String dedupKey(Endpoint endpoint) {
        return id() + ':' + endpoint.id();
    }

    /** Whether {@code reference} means this one: its id, or one of its dedup keys. */
    public boolean answersTo(String reference) {
        return reference.equals(id()) || reference.startsWith(id() + ':');
    }

    /** Whether {@code reference} is the key of an earlier call, in whose place somebody was called anew since. */
    public boolean isSpent(String reference) {
        return told.values().stream()
                .anyMatch(known -> IntStream.range(0, known.again())
                        .anyMatch(call -> reference.equals(Page.callKey(dedupKey(known.endpoint()), call))));
    }

    /** Whether an act is under way. */
    public boolean isBeingActedOn() {
        return tried.values().stream().anyMatch(act -> !act.kind().isLast());
    }
}
