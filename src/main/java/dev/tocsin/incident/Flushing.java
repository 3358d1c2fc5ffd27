package dev.tocsin.incident;

import dev.tocsin.incident.Page.Kind;
import dev.tocsin.incident.Page.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A look at the group: who has to be told what. The reasons are those of Alertmanager's dedup stage, with one difference that
 * is meant: who was told of a firing is told of its end, however mute it is by then.
 */
final class Flushing {
    private final Draft draft;
    private final SortedMap<String, Member> audible;
    private final List<Endpoint> routed;
    private final boolean acknowledged;

    private Flushing(Draft draft) {
        this.draft = draft;
        this.audible = draft.audible();
        this.routed = draft.desk.directory().receiver(draft.desk.receiver(draft.before.origin()));
        this.acknowledged = draft.escalation instanceof Escalation.Acknowledged;
    }

    static void apply(Draft draft) {
        Flushing flushing = new Flushing(draft);
        if (flushing.isDue()) {
            flushing.flush();
        }
    }

    private void flush() {
        if (!audible.isEmpty() && draft.escalation instanceof Escalation.Idle) {
            Ladder.start(draft);
        }
        endpoints().values().forEach(this::tell);
        draft.flush = new Incident.Flush(draft.now().plus(draft.timings().interval()), postponed(), begun());
    }

    private Optional<Instant> begun() {
        Optional<Instant> now = audible.isEmpty() ? Optional.empty() : Optional.of(draft.now());
        return draft.flush.begun().or(() -> now);
    }

    /** At its time; at once when a muting ended, or for something critical that nobody knows of. */
    private boolean isDue() {
        if (!draft.now().isBefore(draft.flush.next())) {
            return true;
        }
        if (isHeldBack()) {
            return audible.values().stream().anyMatch(this::isWorse);
        }
        return draft.flush.postponed().stream().anyMatch(one -> audible.containsKey(one) && !draft.isTold(one))
                || audible.entrySet().stream().anyMatch(one -> isUrgent(one.getKey(), one.getValue()));
    }

    /** It flaps, nobody was told of this time yet, and it has not lasted. */
    private boolean isHeldBack() {
        Instant lasted = draft.before.origin().opened().plus(draft.desk.flaps().delay());
        return draft.isFlapping() && !draft.flush.isBegun() && draft.now().isBefore(lasted);
    }

    /** Worse than anything that people were told of when it flapped, and waited with as usual. */
    private boolean isWorse(Member member) {
        Instant waited = draft.before.origin().opened().plus(draft.timings().before());
        return draft.isWorse(member)
                && (member.severity() == Severity.CRITICAL || !draft.now().isBefore(waited));
    }

    private boolean isUrgent(String fingerprint, Member member) {
        boolean somebodyToTell = !draft.flush.isBegun() || (!acknowledged && !routed.isEmpty());
        return member.severity() == Severity.CRITICAL && somebodyToTell && !draft.isTold(fingerprint);
    }

    /** Those of the route, and everybody else who was told. */
    private Map<String, Endpoint> endpoints() {
        Map<String, Endpoint> endpoints = new LinkedHashMap<>();
        routed.forEach(endpoint -> endpoints.put(endpoint.id(), endpoint));
        draft.told
                .values()
                .forEach(known -> endpoints.putIfAbsent(known.endpoint().id(), known.endpoint()));
        return endpoints;
    }

    private void tell(Endpoint endpoint) {
        Optional<Told> known = Optional.ofNullable(draft.told.get(endpoint.id()));
        Set<String> still = new TreeSet<>();
        List<Member> over = new ArrayList<>();
        known.ifPresent(told -> sort(told, still, over));
        if (!over.isEmpty() && still.isEmpty() && (audible.isEmpty() || isSpared(endpoint))) {
            draft.page(endpoint, Kind.RESOLVE, Reason.ALL_RESOLVED, List.of(), over);
            draft.know(endpoint, Set.of());
            return;
        }
        reason(endpoint, known, over).ifPresent(reason -> {
            List<Member> told = endpoint.takes().contains(Kind.RESOLVE) ? over : List.of();
            draft.page(endpoint, Kind.TRIGGER, reason, List.copyOf(audible.values()), told);
            // What is mute by now was told all the same: its end is owed.
            still.addAll(audible.keySet());
            draft.know(endpoint, still);
        });
    }

    private void sort(Told told, Set<String> still, List<Member> over) {
        for (String fingerprint : told.firing()) {
            Optional.ofNullable(draft.members.get(fingerprint)).ifPresent(member -> {
                if (member.isFiring()) {
                    still.add(fingerprint);
                } else {
                    over.add(member);
                }
            });
        }
    }

    private Optional<Reason> reason(Endpoint endpoint, Optional<Told> known, List<Member> over) {
        if (audible.isEmpty()) {
            return Optional.empty();
        }
        if (known.isEmpty()) {
            return Optional.of(Reason.FIRST);
        }
        if (isSpared(endpoint)) {
            return Optional.empty();
        }
        if (!known.get().firing().containsAll(audible.keySet())) {
            return Optional.of(Reason.NEW_ALERTS);
        }
        if (!over.isEmpty() && endpoint.takes().contains(Kind.RESOLVE)) {
            return Optional.of(Reason.SOME_RESOLVED);
        }
        boolean due =
                !draft.now().isBefore(known.get().last().plus(draft.timings().repeat()));
        return due && isRouted(endpoint) && !acknowledged ? Optional.of(Reason.REPEAT) : Optional.empty();
    }

    /** Somebody has it: those whom only the ladder woke hear no more of what goes on, but do hear the end of what they know. */
    private boolean isSpared(Endpoint endpoint) {
        return acknowledged && !isRouted(endpoint);
    }

    private boolean isRouted(Endpoint endpoint) {
        return routed.stream().anyMatch(one -> one.id().equals(endpoint.id()));
    }

    /** What is mute and nobody was told of; says so once. */
    private SortedSet<String> postponed() {
        SortedSet<String> postponed = new TreeSet<>();
        for (Map.Entry<String, Member> one : draft.members.entrySet()) {
            boolean mute = one.getValue().isFiring() && !audible.containsKey(one.getKey());
            if (mute && !draft.isTold(one.getKey())) {
                postponed.add(one.getKey());
                sayMuted(one.getKey(), one.getValue());
            }
        }
        return postponed;
    }

    private void sayMuted(String fingerprint, Member member) {
        if (!draft.flush.postponed().contains(fingerprint)) {
            draft.muting(fingerprint, member)
                    .ifPresent(why -> draft.entry(Entry.Kind.MUTED, member.name() + ": " + why.words()));
        }
    }
}
