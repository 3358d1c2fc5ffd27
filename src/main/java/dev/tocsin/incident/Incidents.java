package dev.tocsin.incident;

import dev.tocsin.alert.Alert;
import dev.tocsin.route.Group;
import dev.tocsin.route.GroupKey;
import dev.tocsin.route.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All open incidents, by group. Immutable; {@link #advance} gives the next and what must be said and done.
 *
 * <p>A group has one. Only an agent that started while its ledger was gone may have opened another beside the one that was open
 * already: those are {@code doubles}, and the next turn merges them into the older one. {@code past} are incidents that are over and of which
 * people were told lately: a group that flaps is known by them. {@code ended} are those that were ended within the hour, by their ids: an agent
 * that was cut off meanwhile may bring one back, which is {@code outlived} and is ended once more by the next turn.
 */
public final class Incidents {
    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final String ENDED = "was over already: an agent that was cut off did not know";

    private final SortedMap<GroupKey, Incident> open;
    private final List<Incident> doubles;
    private final SortedMap<GroupKey, List<Episode>> past;
    private final Map<String, Incident> ended;
    private final List<Incident> outlived;

    /** The groups that these were made of: what a group is made of that is the same one was seen. */
    private final Map<GroupKey, Group> seen;

    /** What is not open any more. */
    private record Over(SortedMap<GroupKey, List<Episode>> past, Map<String, Incident> ended, List<Incident> outlived) {
        static final Over NOTHING = new Over(new TreeMap<>(), Map.of(), List.of());
    }

    private Incidents(
            SortedMap<GroupKey, Incident> open, List<Incident> doubles, Over over, Map<GroupKey, Group> seen) {
        this.open = Collections.unmodifiableSortedMap(open);
        this.doubles = List.copyOf(doubles);
        this.past = Collections.unmodifiableSortedMap(over.past);
        this.ended = Map.copyOf(over.ended);
        this.outlived = List.copyOf(over.outlived);
        this.seen = seen;
    }

    /** No incidents. */
    public static Incidents none() {
        return new Incidents(new TreeMap<>(), List.of(), Over.NOTHING, Map.of());
    }

    /** These incidents, as read back from the ledger; closed ones are left out. Of several of one group the oldest goes on. */
    public static Incidents of(Collection<Incident> incidents) {
        SortedMap<GroupKey, Incident> open = new TreeMap<>();
        List<Incident> doubles = new ArrayList<>();
        incidents.stream()
                .filter(incident -> incident.closed().isEmpty())
                .sorted(Comparator.comparing(incident -> incident.origin().opened()))
                .forEach(incident -> {
                    if (open.putIfAbsent(incident.origin().group(), incident) != null) {
                        doubles.add(incident);
                    }
                });
        return new Incidents(open, doubles, Over.NOTHING, Map.of());
    }

    /** These and {@code found}, which are of an earlier run and became known only now, or of another agent. What both know is one. */
    public Incidents joined(Collection<Incident> found) {
        Map<String, Incident> all = new LinkedHashMap<>();
        Stream.concat(stream(), doubles.stream()).forEach(incident -> all.put(incident.id(), incident));
        List<Incident> back = new ArrayList<>(outlived);
        for (Incident incident : found) {
            Incident over = ended.get(incident.id());
            if (over == null) {
                all.merge(incident.id(), incident, Incident::joined);
            } else if (incident.closed().isEmpty()) {
                back.add(over.joined(incident));
            }
        }
        Incidents joined = of(all.values());
        return new Incidents(joined.open, joined.doubles, new Over(past, ended, back), Map.of());
    }

    /** These, with what is known of those that were over lately by {@code closed}; what is known already is known better. */
    public Incidents remembering(Collection<Incident> closed) {
        SortedMap<GroupKey, List<Episode>> all = new TreeMap<>();
        closed.stream()
                .sorted(Comparator.comparing(incident -> incident.origin().opened()))
                .forEach(incident -> all.put(incident.origin().group(), episodes(incident)));
        all.putAll(past);
        Map<String, Incident> both = new HashMap<>(ended);
        closed.forEach(incident -> both.put(incident.id(), incident.remains()));
        return new Incidents(open, doubles, new Over(all, both, outlived), Map.of());
    }

    private static List<Episode> episodes(Incident closed) {
        return Stream.concat(closed.origin().earlier().stream(), closed.episode().stream())
                .toList();
    }

    /** What a turn made of the incidents. {@code changed} has those closed in it too, for the ledger. */
    public record Progress(
            Incidents incidents, List<Incident> changed, List<Page> pages, List<ActWish> wishes, List<Entry> entries) {}

    /**
     * The incidents after a turn: {@code groups} are all firing alerts, in order of keys, {@code words} what was said since the last.
     */
    public Progress advance(Map<GroupKey, Group> groups, List<Word> words, Desk desk) {
        SortedMap<GroupKey, List<Episode>> over = recent(desk);
        List<Incident> closed = new ArrayList<>();
        Progress progress =
                new Progress(this, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        SortedMap<GroupKey, Incident> next = all(groups, desk);
        unheard(next.values(), words, desk).forEach(progress.entries()::add);
        for (Iterator<Map.Entry<GroupKey, Incident>> each = next.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<GroupKey, Incident> one = each.next();
            GroupKey key = one.getKey();
            Optional<Group> group = Optional.ofNullable(groups.get(key));
            boolean isNews = group.isEmpty() || !isSeen(group.get());
            Draft draft = turn(new Draft(one.getValue(), desk), group, isNews, heard(one.getValue(), words));
            Incident after = draft.incident();
            if (after.closed().isEmpty()) {
                one.setValue(after);
            } else {
                each.remove();
                remember(over, after, desk);
                closed.add(after);
            }
            collect(progress, draft);
        }
        doubles.forEach(one -> collect(progress, merged(one, desk)));
        outlived.forEach(one -> collect(progress, retired(one, ENDED, desk)));
        return new Progress(
                new Incidents(next, List.of(), new Over(over, ended(closed, desk), List.of()), groups),
                progress.changed(),
                progress.pages(),
                progress.wishes(),
                progress.entries());
    }

    /** News of acts that people ordered when their incident was over, or without one: nobody is told, and the timeline has it. */
    private static Stream<Entry> unheard(Collection<Incident> open, List<Word> words, Desk desk) {
        return words.stream()
                .flatMap(word -> word instanceof ActNews said ? Stream.of(said) : Stream.empty())
                .filter(said -> open.stream().noneMatch(one -> one.answersTo(said.incident())))
                .map(said -> new Entry(said.incident(), desk.now(), Entry.Kind.ACT, said.line()));
    }

    // One that is equal may have been made under another configuration.
    @SuppressWarnings("ReferenceEquality")
    private boolean isSeen(Group group) {
        return group == seen.get(group.key());
    }

    /** Those that are open, and one for each group that has none. */
    private SortedMap<GroupKey, Incident> all(Map<GroupKey, Group> groups, Desk desk) {
        SortedMap<GroupKey, Incident> all = new TreeMap<>(open);
        Row known = new Row(open.keySet());
        // Both are in order of keys: going along both costs less than looking each up.
        for (Group group : groups.values()) {
            if (!known.has(group.key())) {
                all.put(group.key(), opened(group, group.key(), desk));
            }
        }
        return all;
    }

    /** Keys in their order, to be asked for others in their order. */
    private static final class Row {
        private final Iterator<GroupKey> keys;
        private @Nullable GroupKey at;

        Row(Collection<GroupKey> keys) {
            this.keys = keys.iterator();
            this.at = next();
        }

        boolean has(GroupKey key) {
            int order = at == null ? 1 : at.compareTo(key);
            while (at != null && order < 0) {
                at = next();
                order = at == null ? 1 : at.compareTo(key);
            }
            return order == 0;
        }

        private @Nullable GroupKey next() {
            return keys.hasNext() ? keys.next() : null;
        }
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
        Stream<Instant> atOnce = doubles.stream().map(one -> one.origin().opened());
        return Stream.concat(atOnce, stream().flatMap(Incidents::dues)).min(Instant::compareTo);
    }

    /** When the next issue is past its time limit. */
    public Optional<Instant> late(Expected expected) {
        return stream().flatMap(incident -> Lateness.dues(incident, expected)).min(Instant::compareTo);
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

    /** {@code words}, and that somebody has it if somebody has its double: who has one has both. */
    private List<Word> heard(Incident one, List<Word> words) {
        if (doubles.isEmpty()) {
            return words;
        }
        Stream<Word> taken = one.escalation() instanceof Escalation.Acknowledged
                ? Stream.empty()
                : doubles.stream()
                        .filter(twin ->
                                twin.origin().group().equals(one.origin().group()))
                        .flatMap(twin -> taken(one, twin).stream());
        return Stream.concat(taken, words.stream()).toList();
    }

    private static Optional<Word> taken(Incident one, Incident twin) {
        return twin.escalation() instanceof Escalation.Acknowledged acknowledged
                ? Optional.of(new Word.Acknowledge(
                        one.id(),
                        acknowledged.by(),
                        acknowledged.at(),
                        acknowledged.until().map(until -> Duration.between(acknowledged.at(), until))))
                : Optional.empty();
    }

    private Incident known(GroupKey key) {
        return java.util.Objects.requireNonNull(open.get(key));
    }

    private SortedMap<GroupKey, List<Episode>> recent(Desk desk) {
        SortedMap<GroupKey, List<Episode>> recent = new TreeMap<>();
        past.forEach((key, episodes) -> {
            List<Episode> still = desk.flaps().recent(episodes, desk.now());
            if (!still.isEmpty()) {
                recent.put(key, still);
            }
        });
        return recent;
    }

    /** Looked through only when there are new ones. */
    private Map<String, Incident> ended(List<Incident> closed, Desk desk) {
        if (closed.isEmpty()) {
            return ended;
        }
        Map<String, Incident> lately = new HashMap<>();
        Stream.concat(ended.values().stream(), closed.stream().map(Incident::remains))
                .filter(one -> one.closed()
                        .filter(desk.now().minus(REMEMBERED)::isBefore)
                        .isPresent())
                .forEach(one -> lately.put(one.id(), one));
        return lately;
    }

    private static void remember(SortedMap<GroupKey, List<Episode>> over, Incident closed, Desk desk) {
        List<Episode> recent = desk.flaps().recent(episodes(closed), desk.now());
        if (!recent.isEmpty()) {
            over.put(closed.origin().group(), recent);
        }
    }

    private Incident opened(Group group, GroupKey key, Desk desk) {
        Route route = group.route();
        Incident.Origin origin = Incident.Origin.of(
                        key, route.target().receiver(), route.target().policy(), desk.now())
                .after(desk.flaps().recent(past.getOrDefault(key, List.of()), desk.now()));
        Duration wait = desk.flaps().wait(origin.earlier(), route.timings().before());
        boolean flaps = !wait.equals(route.timings().before());
        Instant from = flaps ? desk.now() : began(group, desk.now());
        Incident.Flush flush = new Incident.Flush(from.plus(wait), Optional.empty());
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

    /** A group waits for others of its kind, but not for what began longer ago than it would wait. */
    private static Instant began(Group group, Instant now) {
        return group.alerts().stream()
                .map(Alert::fired)
                .min(Instant::compareTo)
                .filter(fired -> fired.isBefore(now))
                .orElse(now);
    }

    private static Draft turn(Draft draft, Optional<Group> group, boolean isNews, List<Word> words) {
        Incident before = draft.before;
        if (before.members().isEmpty()) {
            draft.entry(
                    Entry.Kind.OPENED,
                    "by route " + before.origin().group().route() + ", to "
                            + before.origin().receiver());
            draft.flapWords().filter(text -> draft.isFlapping()).ifPresent(text -> draft.entry(Entry.Kind.MUTED, text));
        }
        if (isNews) {
            see(draft, group.map(Group::alerts).orElse(List.of()));
        }
        words.stream().filter(word -> before.answersTo(word.incident())).forEach(word -> Hearing.apply(draft, word));
        Flushing.apply(draft);
        Wishing.apply(draft);
        Lateness.apply(draft);
        Ladder.apply(draft);
        close(draft);
        return draft;
    }

    /** Takes over what the rules say now; what is gone has ended. */
    private static void see(Draft draft, List<Alert> alerts) {
        Map<String, Member> now = HashMap.newHashMap(alerts.size());
        alerts.forEach(alert -> now.put(
                alert.labels().fingerprint(),
                Member.of(alert, draft.desk.background().threshold(alert.rule()))));
        SortedMap<String, Member> begun = new TreeMap<>();
        draft.members.replaceAll((fingerprint, known) -> {
            Member member = now.remove(fingerprint);
            if (member == null) {
                return known.isFiring() ? ended(draft, known) : known;
            }
            if (!known.isFiring()) {
                begun.put(fingerprint, member);
            }
            // What is the same stays the same object: to see that nothing has changed is cheap then.
            return member.equals(known) ? known : member;
        });
        begun.putAll(now);
        begun.forEach((fingerprint, member) -> {
            draft.members.put(fingerprint, member);
            draft.entry(Entry.Kind.ALERT, member.name() + " fires " + member.labels());
        });
    }

    private static Member ended(Draft draft, Member member) {
        draft.entry(Entry.Kind.ALERT, member.name() + " ended " + member.labels());
        Instant end = draft.desk.background().ended(member.labels()).orElse(draft.now());
        return member.ended(end.isBefore(member.since()) ? member.since() : end);
    }

    /** Over when nothing fires, nobody is owed an end, and no act is under way. What was never told is simply over. */
    private static void close(Draft draft) {
        boolean owing =
                draft.told.values().stream().anyMatch(known -> !known.firing().isEmpty());
        if (draft.isFiring() || owing || draft.isBeingActedOn()) {
            draft.forgetEnded();
            return;
        }
        draft.entry(Entry.Kind.RESOLVED, draft.flush.isBegun() ? "over" : "over before anybody was told");
        draft.closed = Optional.of(draft.now());
    }

    /** Whoever knows it under its own key is told its end, and where it goes on. */
    private Draft merged(Incident one, Desk desk) {
        return retired(one, "goes on as incident " + known(one.origin().group()).id(), desk);
    }

    /** Whoever knows it is told its end, and why; what of it fires is another incident. */
    private static Draft retired(Incident one, String headline, Desk desk) {
        Draft draft = new Draft(one, desk);
        draft.entry(Entry.Kind.RESOLVED, headline);
        draft.retire(headline);
        return draft;
    }

    private void collect(Progress progress, Draft draft) {
        Incident after = draft.incident();
        if (!after.equals(draft.before)) {
            progress.changed().add(after);
        }
        progress.pages().addAll(draft.pages());
        progress.wishes().addAll(draft.wishes());
        progress.entries().addAll(draft.entries());
    }
}
