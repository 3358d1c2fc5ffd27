package dev.tocsin.incident;

import dev.tocsin.alert.Alert;
import dev.tocsin.route.Group;
import dev.tocsin.route.GroupKey;
import dev.tocsin.route.Route;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** All open incidents, by group. Immutable; {@link #advance} gives the next and what must be said and done. */
public final class Incidents {
    private final SortedMap<GroupKey, Incident> open;

    private Incidents(SortedMap<GroupKey, Incident> open) {
        this.open = Collections.unmodifiableSortedMap(open);
    }

    /** No incidents. */
    public static Incidents none() {
        return new Incidents(new TreeMap<>());
    }

    /** These incidents, as read back from the ledger; closed ones are left out. */
    public static Incidents of(Collection<Incident> incidents) {
        SortedMap<GroupKey, Incident> open = new TreeMap<>();
        incidents.stream()
                .filter(incident -> incident.closed().isEmpty())
                .forEach(incident -> open.put(incident.origin().group(), incident));
        return new Incidents(open);
    }

    /** What a turn made of the incidents. {@code changed} has those closed in it too, for the ledger. */
    public record Progress(
            Incidents incidents, List<Incident> changed, List<Page> pages, List<ActWish> wishes, List<Entry> entries) {}

    /** The incidents after a turn: {@code groups} are all firing alerts, {@code words} what was said since the last. */
    public Progress advance(SortedMap<GroupKey, Group> groups, List<Word> words, Desk desk) {
        SortedMap<GroupKey, Incident> next = new TreeMap<>();
        Progress progress =
                new Progress(this, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        TreeSet<GroupKey> keys = new TreeSet<>(open.keySet());
        keys.addAll(groups.keySet());
        for (GroupKey key : keys) {
            Optional<Group> group = Optional.ofNullable(groups.get(key));
            Incident before = open.containsKey(key) ? known(key) : opened(groups, key, desk);
            Draft draft = turn(before, group, words, desk);
            Incident after = draft.incident();
            if (after.closed().isEmpty()) {
                next.put(key, after);
            }
            collect(progress, draft, before, after);
        }
        return new Progress(
                new Incidents(next), progress.changed(), progress.pages(), progress.wishes(), progress.entries());
    }

    /** Every open incident, in order of group. */
    public Stream<Incident> stream() {
        return open.values().stream();
    }

    /** The open incident that {@code reference} means: its id or a dedup key. */
    public Optional<Incident> find(String reference) {
        return stream().filter(incident -> incident.answersTo(reference)).findFirst();
    }

    /** When time alone will change something next. */
    public Optional<Instant> due() {
        return stream().flatMap(Incidents::dues).min(Instant::compareTo);
    }

    private static Stream<Instant> dues(Incident incident) {
        Stream<Instant> ladder = switch (incident.escalation()) {
            case Escalation.Climbing climbing -> Stream.of(climbing.due());
            case Escalation.Acknowledged acknowledged -> acknowledged.until().stream();
            case Escalation.Idle idle -> Stream.empty();
            case Escalation.Exhausted exhausted -> Stream.empty();
        };
        return Stream.concat(Stream.of(incident.flush().next()), ladder);
    }

    private Incident known(GroupKey key) {
        return java.util.Objects.requireNonNull(open.get(key));
    }

    private static Incident opened(SortedMap<GroupKey, Group> groups, GroupKey key, Desk desk) {
        Route route = java.util.Objects.requireNonNull(groups.get(key)).route();
        Incident.Origin origin = Incident.Origin.of(
                key, route.target().receiver(), route.target().policy(), desk.now());
        Incident.Flush flush =
                new Incident.Flush(desk.now().plus(route.timings().before()), false, false);
        return new Incident(
                origin,
                new TreeMap<>(),
                flush,
                new TreeMap<>(),
                new Escalation.Idle(),
                new TreeMap<>(),
                0,
                Optional.empty());
    }

    private static Draft turn(Incident before, Optional<Group> group, List<Word> words, Desk desk) {
        Draft draft = new Draft(before, desk);
        if (before.members().isEmpty()) {
            draft.entry(Entry.Kind.OPENED, before.origin().group().toString());
        }
        see(draft, group.map(Group::alerts).orElse(List.of()));
        words.stream().filter(word -> before.answersTo(word.incident())).forEach(word -> Hearing.apply(draft, word));
        Flushing.apply(draft);
        Wishing.apply(draft);
        Ladder.apply(draft);
        close(draft);
        return draft;
    }

    /** Takes over what the rules say now; what is gone has ended. */
    private static void see(Draft draft, List<Alert> alerts) {
        Map<String, Member> now = new TreeMap<>();
        alerts.forEach(alert -> now.put(alert.labels().fingerprint(), Member.of(alert)));
        draft.members.replaceAll((fingerprint, member) ->
                now.containsKey(fingerprint) || !member.isFiring() ? member : ended(draft, member));
        now.forEach((fingerprint, member) -> {
            Member known = draft.members.put(fingerprint, member);
            if (known == null || !known.isFiring()) {
                draft.entry(Entry.Kind.ALERT, member.name() + " fires " + member.labels());
            }
        });
    }

    private static Member ended(Draft draft, Member member) {
        draft.entry(Entry.Kind.ALERT, member.name() + " ended " + member.labels());
        return member.ended(draft.now());
    }

    /** Over when nothing fires, nobody is owed an end, and no act is under way. What was never told is simply over. */
    private static void close(Draft draft) {
        boolean owing =
                draft.told.values().stream().anyMatch(known -> !known.firing().isEmpty());
        if (draft.isFiring() || owing || draft.incident().isBeingActedOn()) {
            draft.forgetEnded();
            return;
        }
        draft.entry(Entry.Kind.RESOLVED, draft.flush.begun() ? "over" : "over before anybody was told");
        draft.closed = Optional.of(draft.now());
    }

    private static void collect(Progress progress, Draft draft, Incident before, Incident after) {
        if (!after.equals(before)) {
            progress.changed().add(after);
        }
        progress.pages().addAll(draft.pages());
        progress.wishes().addAll(draft.wishes());
        progress.entries().addAll(draft.entries());
    }
}
