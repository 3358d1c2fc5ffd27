package dev.tocsin.incident;

import dev.tocsin.incident.Escalation.Acknowledged;
import dev.tocsin.incident.Escalation.Climbing;
import dev.tocsin.incident.Page.Kind;
import dev.tocsin.incident.Page.Reason;
import java.util.SortedSet;
import java.util.TreeSet;

/** What was said to an incident since the last turn. */
final class Hearing {
    private Hearing() {}

    static void apply(Draft draft, Word word) {
        switch (word) {
            case Word.Acknowledge said -> acknowledge(draft, said);
            case Word.Unacknowledge said -> unacknowledge(draft, said);
            case Word.Note said -> draft.entry(Entry.Kind.NOTE, said.by() + ": " + said.text());
            case Word.Refused said -> refused(draft, said);
            case ActNews said -> news(draft, said);
        }
    }

    private static void acknowledge(Draft draft, Word.Acknowledge said) {
        boolean isNews = !(draft.escalation instanceof Acknowledged);
        Escalation before = draft.escalation instanceof Acknowledged already ? already.before() : draft.escalation;
        Severity worst = draft.incident().severity();
        draft.escalation = new Acknowledged(said.by(), said.at(), said.limit().map(said.at()::plus), worst, before);
        draft.entry(Entry.Kind.ACKNOWLEDGED, said.by());
        if (isNews) {
            draft.spread(Kind.ACKNOWLEDGE, Reason.ACKNOWLEDGED, "acknowledged by " + said.by());
        }
    }

    private static void unacknowledge(Draft draft, Word.Unacknowledge said) {
        if (draft.escalation instanceof Acknowledged acknowledged) {
            Ladder.resume(draft, acknowledged, "taken back by " + said.by());
        }
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
        draft.entry(Entry.Kind.ACT, said.remedy() + ": " + said.text());
        draft.spread(Kind.PROGRESS, Reason.ACT_NEWS, said.text());
        if (said.kind().escalates()) {
            Ladder.hasten(draft, Reason.ACT_FAILED);
        }
    }
}
