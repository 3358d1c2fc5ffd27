package dev.tocsin.incident;

import dev.tocsin.incident.Directory.Called;
import dev.tocsin.incident.Escalation.Acknowledged;
import dev.tocsin.incident.Escalation.Climbing;
import dev.tocsin.incident.Escalation.Exhausted;
import dev.tocsin.incident.Escalation.Idle;
import dev.tocsin.incident.Page.Kind;
import dev.tocsin.incident.Page.Reason;
import dev.tocsin.mute.Muting;
import dev.tocsin.oncall.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The policy's steps: one after another until somebody acknowledges, at once when waiting would be in vain. */
final class Ladder {
    /** When no step could be told at all, the ladder is climbed again: somebody may be on call by then. */
    private static final Duration AGAIN = Duration.ofMinutes(5);

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
        draft.escalation = switch (acknowledged.before()) {
            case Climbing climbing ->
                climbing.next() > last(draft) ? again(draft) : climbing.at(draft.now(), Reason.UNACKNOWLEDGED);
            case Exhausted exhausted -> again(draft);
            case Idle idle -> idle;
            case Acknowledged nested -> nested.before();
        };
        draft.spread(Kind.PROGRESS, Reason.UNACKNOWLEDGED, why);
        if (draft.escalation instanceof Idle) {
            recall(draft, why);
        }
    }

    /** The last step once more. */
    private static Climbing again(Draft draft) {
        return new Climbing(last(draft), draft.now(), Reason.UNACKNOWLEDGED, new TreeSet<>());
    }

    /** Without a ladder those whom the route names are the only ones who can take it: they are called once more. */
    private static void recall(Draft draft, String why) {
        SortedMap<String, Member> audible = draft.audible();
        List<Endpoint> known = draft.desk.directory().receiver(draft.desk.receiver(draft.before.origin())).stream()
                .filter(endpoint -> draft.told.containsKey(endpoint.id()))
                .toList();
        if (!audible.isEmpty()) {
            SortedSet<String> unused = page(draft, known, Reason.UNACKNOWLEDGED, why, audible);
        }
    }

    /** Those of {@code pages} are to take it: they have as long as any step. Without a policy there is nobody after them. */
    static void handOver(Draft draft, SortedSet<String> pages) {
        Escalation stood =
                draft.escalation instanceof Acknowledged acknowledged ? acknowledged.before() : draft.escalation;
        int next = switch (stood) {
            case Climbing climbing -> climbing.next();
            case Exhausted exhausted -> last(draft);
            case Idle idle -> 0;
            case Acknowledged nested -> 0;
        };
        draft.escalation = policy(draft)
                .<Escalation>map(policy -> {
                    Duration patience = policy.step(Math.max(0, next - 1)).delay();
                    return new Climbing(next, draft.now().plus(patience), Reason.ESCALATED, pages);
                })
                .orElseGet(Idle::new);
    }

    /** How long an acknowledgement holds that does not say so itself. */
    static Optional<Duration> holds(Draft draft) {
        return policy(draft).flatMap(Policy::holds);
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

    private static int last(Draft draft) {
        return policy(draft).map(policy -> policy.length() - 1).orElse(0);
    }

    private static void endAcknowledgement(Draft draft, SortedMap<String, Member> audible) {
        if (!(draft.escalation instanceof Acknowledged acknowledged)) {
            return;
        }
        Severity worst = worst(audible);
        if (worst.compareTo(acknowledged.worst()) > 0) {
            resume(draft, acknowledged, "something worse fires: " + worst.word());
        } else if (acknowledged
                .until()
                .filter(until -> !draft.now().isBefore(until))
                .isPresent()) {
            resume(draft, acknowledged, "the acknowledgement of " + acknowledged.by() + " ran out");
        }
    }

    private static Severity worst(SortedMap<String, Member> audible) {
        return audible.values().stream()
                .map(Member::severity)
                .max(Severity::compareTo)
                .orElse(Severity.UNKNOWN);
    }

    private static Escalation climb(Draft draft, Policy policy, Climbing climbing, SortedMap<String, Member> audible) {
        if (climbing.next() >= policy.length()) {
            return end(draft, policy, climbing);
        }
        Policy.Step step = policy.step(climbing.next());
        Optional<String> never = unfit(draft, step.when(), audible);
        if (never.isPresent()) {
            say(
                    draft,
                    climbing,
                    "rule " + (climbing.next() % policy.steps().size() + 1) + " is passed over: " + never.get());
            Reason why = climbing.next() == 0 ? Reason.NOBODY : climbing.why();
            return new Climbing(climbing.next() + 1, climbing.due(), why, new TreeSet<>());
        }
        // Absolute: a step that is told late does not put off those after it.
        Instant due = climbing.due().plus(step.delay());
        draft.escalation = new Climbing(climbing.next() + 1, due, Reason.ESCALATED, new TreeSet<>());
        List<Called> called = draft.desk.called(step.targets());
        SortedSet<String> open = tell(draft, called, climbing, audible);
        boolean nobody = called.stream().allMatch(one -> one.people().isEmpty());
        Instant next = open.isEmpty() ? climbing.due() : due;
        Reason missing = nobody ? Reason.NOBODY : Reason.UNDELIVERED;
        return new Climbing(climbing.next() + 1, next, open.isEmpty() ? missing : Reason.ESCALATED, open);
    }

    /** Why a step is not for now. */
    private static Optional<String> unfit(Draft draft, Policy.When when, SortedMap<String, Member> audible) {
        Optional<String> mild = when.severity()
                .filter(word -> worst(audible).compareTo(Severity.named(word)) < 0)
                .map(word -> "it is for " + word + " and worse");
        return mild.or(
                () -> draft.desk.mutes().untimely(when.mute(), when.active()).map(Muting::words));
    }

    /** When not one step was told, it begins again after a while; it is said once. */
    private static Escalation end(Draft draft, Policy policy, Climbing climbing) {
        if (isAnybodyTold(draft)) {
            draft.entry(Entry.Kind.EXHAUSTED, "nobody acknowledged: every step of " + policy.name() + " was told");
            return new Exhausted(draft.now());
        }
        say(draft, climbing, "nobody was told: no rule of " + policy.name() + " has anybody now; it is tried again");
        return new Climbing(0, draft.now().plus(AGAIN), Reason.NOBODY, new TreeSet<>());
    }

    /** A line that says the same again each time the ladder finds nobody is said the first time only. */
    private static void say(Draft draft, Climbing climbing, String text) {
        if (!isRetry(draft, climbing)) {
            draft.entry(Entry.Kind.EXHAUSTED, text);
        }
    }

    private static boolean isRetry(Draft draft, Climbing climbing) {
        return climbing.why() == Reason.NOBODY
                && !isAnybodyTold(draft)
                && draft.flush
                        .begun()
                        .filter(begun -> begun.isBefore(climbing.due()))
                        .isPresent();
    }

    private static boolean isAnybodyTold(Draft draft) {
        return draft.desk.directory().people().values().stream()
                .flatMap(List::stream)
                .anyMatch(endpoint -> draft.told.containsKey(endpoint.id()));
    }

    private static SortedSet<String> tell(
            Draft draft, List<Called> called, Climbing climbing, SortedMap<String, Member> audible) {
        List<Endpoint> endpoints = draft.desk.directory().reached(called);
        String names = called.stream().map(Called::words).collect(Collectors.joining(", "));
        if (!endpoints.isEmpty() || !isRetry(draft, climbing)) {
            draft.entry(Entry.Kind.ESCALATED, names + ": " + climbing.why().words());
        }
        return page(draft, endpoints, climbing.why(), "", audible);
    }

    /** Pages {@code endpoints}, those who know already too, about {@code audible}, and gives the ids of the pages. */
    static SortedSet<String> page(
            Draft draft, List<Endpoint> endpoints, Reason why, String headline, SortedMap<String, Member> audible) {
        SortedSet<String> open = new TreeSet<>();
        for (Endpoint endpoint : endpoints) {
            draft.callAgain(endpoint);
            Page page = draft.page(endpoint, Kind.TRIGGER, why, List.copyOf(audible.values()), List.of(), headline);
            draft.learn(endpoint, audible.keySet());
            open.add(page.id());
        }
        return open;
    }

    private static Optional<Policy> policy(Draft draft) {
        return draft.desk.policy(draft.before.origin());
    }
}
