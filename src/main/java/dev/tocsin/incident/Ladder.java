package dev.tocsin.incident;

import dev.tocsin.incident.Escalation.Acknowledged;
import dev.tocsin.incident.Escalation.Climbing;
import dev.tocsin.incident.Escalation.Exhausted;
import dev.tocsin.incident.Escalation.Idle;
import dev.tocsin.incident.Page.Kind;
import dev.tocsin.incident.Page.Reason;
import dev.tocsin.oncall.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** The policy's steps: one after another until somebody acknowledges, at once when waiting would be in vain. */
final class Ladder {
    private Ladder() {}

    /** The first step is due now. Without a policy nobody is woken. */
    static void start(Draft draft) {
        if (policy(draft).isPresent()) {
            draft.escalation = new Climbing(0, draft.now(), Reason.ESCALATED, new TreeSet<>());
        }
    }

    static void apply(Draft draft) {
        SortedMap<String, Member> audible = draft.audible();
        if (audible.isEmpty()) {
            return;
        }
        endAcknowledgement(draft, audible);
        while (draft.escalation instanceof Climbing climbing && !draft.now().isBefore(climbing.due())) {
            Optional<Policy> policy = policy(draft);
            draft.escalation = policy.isPresent() ? climb(draft, policy.get(), climbing, audible) : new Idle();
        }
    }

    /** The next step is due now, because of {@code why}; never while somebody has it. */
    static void hasten(Draft draft, Reason why) {
        if (draft.escalation instanceof Climbing climbing && draft.now().isBefore(climbing.due())) {
            draft.escalation = climbing.at(draft.now(), why);
        }
    }

    /** Nobody has it any more: the ladder goes on where it stood, the last step again if it was at its end. */
    static void resume(Draft draft, Acknowledged acknowledged, String why) {
        draft.entry(Entry.Kind.UNACKNOWLEDGED, why);
        int last = policy(draft).map(policy -> policy.length() - 1).orElse(0);
        draft.escalation = switch (acknowledged.before()) {
            case Climbing climbing -> climbing.at(draft.now(), Reason.UNACKNOWLEDGED);
            case Exhausted exhausted -> new Climbing(last, draft.now(), Reason.UNACKNOWLEDGED, new TreeSet<>());
            case Idle idle -> idle;
            case Acknowledged nested -> nested.before();
        };
    }

    /** {@code step 2 of 3}: how far up the ladder it is. */
    static Optional<String> place(Draft draft) {
        return policy(draft).flatMap(policy -> switch (draft.escalation) {
            case Climbing climbing -> Optional.of("step " + Math.max(1, climbing.next()) + " of " + policy.length());
            case Exhausted exhausted -> Optional.of("step " + policy.length() + " of " + policy.length());
            case Idle idle -> Optional.empty();
            case Acknowledged acknowledged -> Optional.empty();
        });
    }

    private static void endAcknowledgement(Draft draft, SortedMap<String, Member> audible) {
        if (!(draft.escalation instanceof Acknowledged acknowledged)) {
            return;
        }
        Severity worst = audible.values().stream()
                .map(Member::severity)
                .max(Severity::compareTo)
                .orElse(Severity.UNKNOWN);
        if (worst.compareTo(acknowledged.worst()) > 0) {
            resume(draft, acknowledged, "something worse fires: " + worst.word());
        } else if (acknowledged
                .until()
                .filter(until -> !draft.now().isBefore(until))
                .isPresent()) {
            resume(draft, acknowledged, "the acknowledgement of " + acknowledged.by() + " ran out");
        }
    }

    private static Escalation climb(Draft draft, Policy policy, Climbing climbing, SortedMap<String, Member> audible) {
        if (climbing.next() >= policy.length()) {
            draft.entry(Entry.Kind.EXHAUSTED, "nobody acknowledged: every step of " + policy.name() + " was told");
            return new Exhausted(draft.now());
        }
        Policy.Step step = policy.step(climbing.next());
        // Absolute: a step that is told late does not put off those after it.
        Instant due = climbing.due().plus(step.delay());
        draft.escalation = new Climbing(climbing.next() + 1, due, Reason.ESCALATED, new TreeSet<>());
        SortedSet<String> open = tell(draft, step, climbing.why(), audible);
        Instant next = open.isEmpty() ? climbing.due() : due;
        Reason why = open.isEmpty() ? Reason.UNDELIVERED : Reason.ESCALATED;
        return new Climbing(climbing.next() + 1, next, why, open);
    }

    private static SortedSet<String> tell(
            Draft draft, Policy.Step step, Reason why, SortedMap<String, Member> audible) {
        List<Endpoint> endpoints = draft.desk.directory().people(step.targets());
        draft.entry(Entry.Kind.ESCALATED, String.join(", ", step.targets()) + ": " + why);
        SortedSet<String> open = new TreeSet<>();
        for (Endpoint endpoint : endpoints) {
            Page page = draft.page(endpoint, Kind.TRIGGER, why, List.copyOf(audible.values()), List.of());
            draft.know(endpoint, audible.keySet());
            open.add(page.id());
        }
        return open;
    }

    private static Optional<Policy> policy(Draft draft) {
        return draft.desk.directory().policy(draft.before.origin().policy());
    }
}
