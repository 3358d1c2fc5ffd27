package dev.tocsin.incident;

import dev.tocsin.incident.Page.Kind;
import dev.tocsin.incident.Page.Reason;
import dev.tocsin.model.Durations;
import dev.tocsin.mute.Dependencies;
import dev.tocsin.mute.Muting;
import dev.tocsin.route.Timings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One incident while a turn works on it, and what the turn wants done about it. Lives on the loop's thread for one turn; the
 * steps of the turn ({@link Hearing}, {@link Flushing}, {@link Wishing}, {@link Ladder}) write to it in that order.
 */
final class Draft {
    final Desk desk;
    final Incident before;
    final SortedMap<String, Member> members;
    final SortedMap<String, Told> told;
    final SortedMap<String, Tried> tried;
    Incident.Flush flush;
    Escalation escalation;
    Optional<Instant> closed;

    private final Map<String, Optional<Muting>> muting = new HashMap<>();
    private final List<Page> pages = new ArrayList<>();
    private final List<ActWish> wishes = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();

    Draft(Incident incident, Desk desk) {
        this.desk = desk;
        this.before = incident;
        this.members = new TreeMap<>(incident.members());
        this.told = new TreeMap<>(incident.told());
        this.tried = new TreeMap<>(incident.tried());
        this.flush = incident.flush();
        this.escalation = incident.escalation();
        this.closed = incident.closed();
    }

    Instant now() {
        return desk.now();
    }

    /** Fingerprints of those that fire and that people may be told of now. */
    SortedMap<String, Member> audible() {
        SortedMap<String, Member> audible = new TreeMap<>();
        members.forEach((fingerprint, member) -> {
            if (member.isFiring() && muting(fingerprint, member).isEmpty()) {
                audible.put(fingerprint, member);
            }
        });
        return audible;
    }

    Optional<Muting> muting(String fingerprint, Member member) {
        return muting.computeIfAbsent(
                fingerprint, same -> desk.muting(before.origin().group(), member.labels()));
    }

    Timings timings() {
        return desk.timings(before.origin().group());
    }

    boolean isFiring() {
        return members.values().stream().anyMatch(Member::isFiring);
    }

    /** Whether people were told of this group so often lately that they are told again only when it lasts. */
    boolean isFlapping() {
        return desk.flaps().isFlapping(before.origin().earlier());
    }

    /** What there is to say of its flapping: from the last time on that is told at once. */
    Optional<String> flapWords() {
        FlapControl flaps = desk.flaps();
        int times = before.origin().earlier().size() + 1;
        return flaps.starts() > 0 && times >= flaps.starts()
                ? Optional.of("It flaps: it has begun " + times + " times within " + Durations.format(flaps.within())
                        + ". From now on it is told when it has lasted " + Durations.format(flaps.delay()) + ".")
                : Optional.empty();
    }

    /** Whether {@code member} is worse than all that people were told of when the group flapped. */
    boolean isWorse(Member member) {
        return before.origin().earlier().stream().allMatch(one -> one.severity().compareTo(member.severity()) < 0);
    }

    /** Whether some endpoint was told that this one fires. */
    boolean isTold(String fingerprint) {
        return told.values().stream().anyMatch(known -> known.firing().contains(fingerprint));
    }

    /** Drops the ended of whose end nobody has to be told; the last ones stay, so that the severity stays. */
    void forgetEnded() {
        if (isFiring()) {
            members.entrySet().removeIf(one -> !one.getValue().isFiring() && !isTold(one.getKey()));
        }
    }

    void entry(Entry.Kind kind, String text) {
        entries.add(new Entry(before.id(), now(), kind, text));
    }

    void wish(ActWish wish) {
        wishes.add(wish);
    }

    /** Notes that {@code endpoint} knows from now on that {@code firing} fire: it is owed their end. */
    void know(Endpoint endpoint, Set<String> firing) {
        told.put(endpoint.id(), new Told(endpoint, new TreeSet<>(firing), now(), again(endpoint)));
    }

    /** From now on pages to {@code endpoint} notify somebody once more, if it knows already: not if it was told in this turn. */
    void callAgain(Endpoint endpoint) {
        told.computeIfPresent(
                endpoint.id(),
                (id, known) -> known.firing().isEmpty() || !known.last().isBefore(now()) ? known : known.calledAgain());
    }

    private int again(Endpoint endpoint) {
        return Optional.ofNullable(told.get(endpoint.id())).map(Told::again).orElse(0);
    }

    /** Notes that {@code endpoint} knows of {@code firing} too; what it was told before it still knows. */
    void learn(Endpoint endpoint, Set<String> firing) {
        Set<String> all = new TreeSet<>(firing);
        Optional.ofNullable(told.get(endpoint.id())).ifPresent(known -> all.addAll(known.firing()));
        know(endpoint, all);
    }

    Page page(Endpoint endpoint, Kind kind, Reason reason, List<Member> firing, List<Member> resolved) {
        String headline = kind == Kind.TRIGGER ? flapWords().orElse("") : "";
        return page(endpoint, kind, reason, firing, resolved, headline);
    }

    /** Tells everybody who was told before and wants such news. */
    void spread(Kind kind, Reason reason, String headline) {
        List<Member> firing = members.values().stream().filter(Member::isFiring).toList();
        told.values().forEach(known -> page(known.endpoint(), kind, reason, firing, List.of(), headline));
    }

    /** Ends it though it may still fire: it is one with another, and {@code headline} says with which. */
    void retire(String headline) {
        List<Member> all = List.copyOf(members.values());
        List.copyOf(told.values()).stream()
                .filter(known -> !known.firing().isEmpty())
                .forEach(known -> {
                    page(known.endpoint(), Kind.RESOLVE, Reason.MERGED, List.of(), all, headline);
                    know(known.endpoint(), Set.of());
                });
        closed = Optional.of(now());
    }

    Page page(
            Endpoint endpoint, Kind kind, Reason reason, List<Member> firing, List<Member> resolved, String headline) {
        int number = before.pages() + pages.size() + 1;
        Page page = new Page(
                before.id() + '-' + number,
                before.dedupKey(endpoint),
                endpoint,
                kind,
                reason,
                now(),
                view(headline),
                firing,
                resolved,
                again(endpoint));
        if (endpoint.takes().contains(kind)) {
            pages.add(page);
            entry(Entry.Kind.PAGE, endpoint.id() + ": " + reason.words());
        }
        return page;
    }

    private Page.View view(String headline) {
        Incident.Origin origin = before.origin();
        return new Page.View(
                origin.id(),
                origin.group().labels(),
                desk.routes().words(origin.group()),
                desk.receiver(origin),
                incident().severity(),
                origin.opened(),
                escalation.acknowledgedBy(),
                Ladder.place(this),
                List.copyOf(tried.values()),
                deployed(),
                affected(),
                headline);
    }

    /** The services that cannot work without one that a critical alert of this incident is about. */
    private List<String> affected() {
        Dependencies dependencies = desk.mutes().mutes().dependencies();
        return members.values().stream()
                .filter(member -> member.isFiring() && member.severity() == Severity.CRITICAL)
                .flatMap(member -> dependencies.dependents(member.labels().get("service")).stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** What went before the first of those that fire; of all when none does. */
    private Optional<Deployed> deployed() {
        List<Member> about = isFiring()
                ? members.values().stream().filter(Member::isFiring).toList()
                : List.copyOf(members.values());
        return about.stream()
                .filter(member -> member.labels().has("service"))
                .min(Comparator.comparing(Member::since).thenComparing(Member::labels))
                .flatMap(desk.background()::before);
    }

    boolean isBeingActedOn() {
        return tried.values().stream().anyMatch(act -> !act.kind().isLast());
    }

    /** The incident as the turn leaves it: the same one when it left it alone. */
    Incident incident() {
        return isUntouched() ? before : after();
    }

    private boolean isUntouched() {
        return pages.isEmpty()
                && flush.equals(before.flush())
                && escalation.equals(before.escalation())
                && closed.isEmpty()
                && isSame(members, before.members())
                && isSame(told, before.told())
                && isSame(tried, before.tried());
    }

    /** Of the same objects: what is equal and another is looked at by who asks further. */
    @SuppressWarnings("ReferenceEquality")
    private static <T> boolean isSame(SortedMap<String, T> now, SortedMap<String, T> before) {
        if (now.size() != before.size()) {
            return false;
        }
        Iterator<T> known = before.values().iterator();
        for (T one : now.values()) {
            if (one != known.next()) {
                return false;
            }
        }
        return true;
    }

    private Incident after() {
        int number = before.pages() + pages.size();
        return new Incident(before.origin(), members, flush, told, escalation, tried, number, closed);
    }

    List<Page> pages() {
        return pages;
    }

    List<ActWish> wishes() {
        return wishes;
    }

    List<Entry> entries() {
        return entries;
    }
}
