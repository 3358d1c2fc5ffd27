package dev.tocsin.incident;

import dev.tocsin.incident.ActNews.Kind;
import dev.tocsin.incident.Page.Reason;
import dev.tocsin.model.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An issue that is not over by its time limit: once an incident, everybody who knows of it is told what is missing, and the next one up
 * is woken, unless somebody has acknowledged: nobody is woken then.
 */
final class Lateness {
    /** Under this name it stands beside what was tried, so that whoever is told next reads it. */
    static final String NAME = "time limit";

    private Lateness() {}

    static void apply(Draft draft) {
        Optional<Instant> known = draft.flush.begun();
        if (known.isEmpty() || draft.tried.containsKey(NAME)) {
            return;
        }
        draft.audible().values().stream()
                .filter(member -> draft.desk
                        .expected()
                        .due(member, known.get())
                        .filter(due -> !draft.now().isBefore(due))
                        .isPresent())
                .min(Comparator.comparing(Member::since).thenComparing(Member::labels))
                .ifPresent(member -> late(draft, member));
    }

    /** When the next time limit passes that was not told of yet. */
    static Stream<Instant> dues(Incident incident, Expected expected) {
        return incident.tried().containsKey(NAME)
                ? Stream.empty()
                : incident.flush().begun().stream()
                        .flatMap(known -> incident.firing().flatMap(member -> expected.due(member, known).stream()));
    }

    private static void late(Draft draft, Member member) {
        Duration within = draft.desk.expected().within(member).orElse(Duration.ZERO);
        String text = member.labels().get("issue") + " is not over within " + Durations.format(within) + ": "
                + missing(draft);
        String act = draft.before.id() + '/' + NAME;
        draft.tried.put(NAME, new Tried(act, NAME, Kind.COULD_NOT, text, draft.now()));
        draft.entry(Entry.Kind.ESCALATED, NAME + ": " + text);
        draft.spread(Page.Kind.PROGRESS, Reason.ACT_NEWS, text);
        if (draft.escalation instanceof Escalation.Climbing climbing) {
            draft.escalation = climbing.at(draft.now(), Reason.LATE);
        }
    }

    private static String missing(Draft draft) {
        List<String> tried = draft.tried.values().stream()
                .filter(one -> one.kind() != Kind.VERIFIED)
                .map(one -> one.remedy() + ": " + one.text())
                .toList();
        Optional<String> by = draft.escalation.acknowledgedBy();
        String who = by.map(name -> "acknowledged by " + name).orElse("nobody has acknowledged");
        return (tried.isEmpty() ? "nothing was tried" : String.join("; ", tried)) + "; " + who;
    }
}
