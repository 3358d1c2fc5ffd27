package dev.tocsin.incident;

import dev.tocsin.incident.Directory.Called;
import dev.tocsin.incident.Escalation.Acknowledged;
import dev.tocsin.incident.Escalation.Climbing;
import dev.tocsin.incident.Page.Kind;
import dev.tocsin.incident.Page.Reason;
import dev.tocsin.model.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What was said to an incident since the last turn. */
final class Hearing {
    private Hearing() {}

    static void apply(Draft draft, Word word) {
        switch (word) {
            case Word.Acknowledge said -> acknowledge(draft, said);
            case Word.Unacknowledge said -> unacknowledge(draft, said);
            case Word.HandOver said -> handOver(draft, said);
            case Word.Note said -> draft.entry(Entry.Kind.NOTE, said.by() + ": " + said.text());
            case Word.Refused said -> refused(draft, said);
            case ActNews said -> news(draft, said);
        }
    }

    private static void acknowledge(Draft draft, Word.Acknowledge said) {
        boolean isNews =
                draft.escalation.acknowledgedBy().filter(said.by()::equals).isEmpty();
        Escalation before = draft.escalation instanceof Acknowledged already ? already.before() : draft.escalation;
        Severity worst = draft.incident().severity();
        Optional<Duration> limit = said.limit().or(() -> Ladder.holds(draft));
        String holds = limit.map(Durations::format).map(time -> " for " + time).orElse("");
        draft.escalation = new Acknowledged(said.by(), said.at(), limit.map(said.at()::plus), worst, before);
        draft.entry(Entry.Kind.ACKNOWLEDGED, said.by() + holds);
        if (isNews) {
            draft.spread(Kind.ACKNOWLEDGE, Reason.ACKNOWLEDGED, "acknowledged by " + said.by() + holds);
        }
    }

    private static void unacknowledge(Draft draft, Word.Unacknowledge said) {
        if (draft.escalation instanceof Acknowledged acknowledged) {
            Ladder.resume(draft, acknowledged, "taken back by " + said.by());
        }
    }

    /** Everybody who knows hears of it first, so that the page to who is to have it is the last word there. */
    private static void handOver(Draft draft, Word.HandOver said) {
        Called called = draft.desk
                .directory()
                .called(said.to(), draft.desk.rota(), draft.desk.mutes().wall());
        List<Endpoint> endpoints = draft.desk.directory().reached(List.of(called));
        String headline = said.by() + " hands it over to " + called.words();
        draft.entry(Entry.Kind.HANDED_OVER, endpoints.isEmpty() ? headline + ", who cannot be reached" : headline);
        if (endpoints.isEmpty()) {
            return;
        }
        Ladder.handOver(draft, new TreeSet<>());
        draft.spread(Kind.PROGRESS, Reason.HANDED_OVER, headline);
        SortedMap<String, Member> firing = new TreeMap<>(draft.members);
        firing.values().removeIf(member -> !member.isFiring());
        Ladder.handOver(draft, Ladder.page(draft, endpoints, Reason.HANDED_OVER, headline, firing));
    }

    private static void refused(Draft draft, Word.Refused said) {
        draft.entry(Entry.Kind.REFUSED, said.endpoint() + ": " + said.cause());
        if (draft.escalation instanceof Climbing climbing && climbing.open().contains(said.page())) {
            SortedSet<String> open = new TreeSet<>(climbing.open());
            open.remove(said.page());
            draft.escalation = new Climbing(climbing.next(), climbing.due(), climbing.why(), open);
            if (open.isEmpty()) {
                Ladder.hasten(draft, Reason.UNDELIVERED);
            }
        }
    }

    private static void news(Draft draft, ActNews said) {
        draft.tried.put(said.remedy(), new Tried(said.act(), said.remedy(), said.kind(), said.text(), said.at()));
        draft.entry(Entry.Kind.ACT, said.line());
        draft.spread(Kind.PROGRESS, Reason.ACT_NEWS, said.text());
        if (said.kind().escalates()) {
            Ladder.hasten(draft, Reason.ACT_FAILED);
        }
    }
}
