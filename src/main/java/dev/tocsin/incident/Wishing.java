package dev.tocsin.incident;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** Which remedies the incident asks for: each once, after the first look that found something audible, unless somebody has it. */
final class Wishing {
    private Wishing() {}

    static void apply(Draft draft) {
        if (!draft.flush.isBegun() || draft.escalation instanceof Escalation.Acknowledged) {
            return;
        }
        Map<String, Member> audible = draft.audible();
        for (RemedyTrigger trigger : draft.desk.expected().remedies()) {
            if (!draft.tried.containsKey(trigger.name())) {
                oldest(trigger, audible)
                        .filter(member -> !draft.now().isBefore(member.since().plus(trigger.after())))
                        .ifPresent(member -> wish(draft, trigger, member));
            }
        }
    }

    private static Optional<Member> oldest(RemedyTrigger trigger, Map<String, Member> audible) {
        return audible.values().stream()
                .filter(member -> trigger.matches(member.labels()))
                .min(Comparator.comparing(Member::since).thenComparing(Member::labels));
    }

    private static void wish(Draft draft, RemedyTrigger trigger, Member member) {
        String act = draft.before.id() + '/' + trigger.name();
        Instant now = draft.now();
        draft.wish(new ActWish(act, draft.before.id(), trigger.name(), member.labels(), member.since(), now));
        draft.tried.put(trigger.name(), new Tried(act, trigger.name(), ActNews.Kind.WANTED, "gathering evidence", now));
        draft.entry(Entry.Kind.ACT, trigger.name() + ": wanted for " + member.name());
    }
}
