package dev.tocsin.remedy;

import dev.tocsin.incident.ActNews.Kind;
import dev.tocsin.incident.ActWish;
import dev.tocsin.model.Labels;
import dev.tocsin.provider.Answer;
import dev.tocsin.provider.Lever;
import dev.tocsin.provider.View;
import dev.tocsin.remedy.Stage.AwaitingApproval;
import dev.tocsin.remedy.Stage.Queued;
import dev.tocsin.remedy.Stage.Weighing;
import dev.tocsin.remedy.Verdict.Says;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** From the wish to the decision: evidence, guards, and a person's leave where it takes that. */
final class Gathering {
    private Gathering() {}

    static void begin(Shift shift, ActWish wish) {
        Optional<Remedy> remedy = shift.bench().playbook().find(wish.remedy());
        String service = remedy.map(Remedy::service)
                .filter(name -> !name.isEmpty())
                .orElseGet(() -> wish.alert().get("service"));
        Weighing stage = new Weighing(shift.now(), shift.now(), shift.now(), Optional.empty());
        Act act = shift.put(new Act(wish, service, stage, Optional.empty(), false, Optional.empty()));
        remedy.ifPresentOrElse(known -> begin(shift, act, known), () -> gone(shift, act));
    }

    /** What a person asks for: no alert is waited for, and no further leave. */
    static void begin(Shift shift, Command.Unpin said) {
        String name = Remedy.unpinning(said.service());
        String own = name + "-" + Long.toString(said.at().toEpochMilli(), Character.MAX_RADIX);
        String id = said.incident().isEmpty() ? own : said.incident() + "/" + own;
        if (shift.find(id).isPresent()) {
            return;
        }
        ActWish wish = new ActWish(id, said.incident(), name, Labels.empty(), said.at(), said.at());
        Weighing stage = new Weighing(shift.now(), shift.now(), shift.now(), Optional.of(said.by()));
        Act act = shift.put(new Act(
                wish,
                said.service(),
                stage,
                Optional.empty(),
                false,
                Optional.of(new Act.Order(said.by(), said.deployment()))));
        shift.tell(act, Kind.WANTED, said.by() + " wants to " + shift.wish(act));
        weigh(shift, act, Optional.of(said.by()));
    }

    private static void begin(Shift shift, Act act, Remedy remedy) {
        if (remedy.action() instanceof Action.Propose(String text)) {
            shift.end(act, Kind.SUGGESTED, text, Optional.empty());
        } else {
            weigh(shift, act, Optional.empty());
        }
    }

    /** Gathers evidence, anew when a person has given leave: what was true then need not be true now. */
    static void weigh(Shift shift, Act act, Optional<String> approvedBy) {
        Instant until = shift.now().plus(shift.pace(act).patience());
        ask(shift, act, new Weighing(shift.now(), until, shift.now(), approvedBy));
    }

    private static void ask(Shift shift, Act act, Weighing stage) {
        Optional<Lever> lever =
                shift.remedy(act).flatMap(remedy -> remedy.action().lever());
        if (lever.isEmpty()) {
            gone(shift, act);
            return;
        }
        Instant deadline = shift.deadline(act);
        Instant next = deadline.plus(Shift.GRACE);
        shift.move(act, new Weighing(stage.since(), stage.until(), next, stage.approvedBy()));
        shift.task(new Task.Weigh(act.id(), new Task.Place(act.service(), lever.get()), deadline));
    }

    static void tick(Shift shift, Act act, Weighing stage) {
        if (!shift.wants(act)) {
            over(shift, act);
        } else if (!shift.now().isBefore(stage.next())) {
            if (shift.now().isBefore(stage.until())) {
                ask(shift, act, stage);
            } else {
                couldNot(shift, act, "the platform did not answer in time");
            }
        }
    }

    static void tick(Shift shift, Act act, Queued stage) {
        if (!shift.wants(act)) {
            over(shift, act);
        } else if (Guards.underWay(shift.others(act), act.service()).isEmpty()) {
            weigh(shift, act, stage.approvedBy());
        }
    }

    static void tick(Shift shift, Act act, AwaitingApproval stage) {
        if (!shift.wants(act)) {
            over(shift, act);
        } else if (!shift.now().isBefore(stage.expires())) {
            String waited = Words.between(stage.since(), stage.expires());
            decline(shift, act, "nobody gave leave within " + waited);
        }
    }

    static void hear(Shift shift, Act act, Weighing stage, Report.Weighed said) {
        if (said.at().isBefore(stage.since())) {
            return;
        }
        switch (said.answer()) {
            case Answer.Ok<View>(View view) -> judge(shift, act, stage, view, said.at());
            case Answer.Refused<View> refused -> couldNot(shift, act, why(refused));
            case Answer.Deferred<View> deferred -> again(shift, act, stage, deferred);
            case Answer.Unknown<View> unknown -> again(shift, act, stage, unknown);
        }
    }

    private static void again(Shift shift, Act act, Weighing stage, Answer<View> answer) {
        Duration poll = shift.pace(act).poll();
        Duration pause = Answer.pause(answer)
                .filter(wanted -> wanted.compareTo(poll) > 0)
                .orElse(poll);
        Instant next = shift.now().plus(pause);
        if (next.isAfter(stage.until())) {
            couldNot(shift, act, why(answer));
        } else {
            shift.move(act, new Weighing(stage.since(), stage.until(), next, stage.approvedBy()));
        }
    }

    private static void judge(Shift shift, Act act, Weighing stage, View view, Instant at) {
        Optional<Remedy> remedy = shift.remedy(act);
        if (remedy.isEmpty()) {
            gone(shift, act);
            return;
        }
        Case asked = new Case(act, remedy.get(), view, at, shift.others(act), shift.bench());
        Ground ground = Ground.of(asked);
        List<Verdict> verdicts = Guards.weigh(asked, ground);
        String against = evidence(verdicts, Says.NO);
        String missing = evidence(verdicts, Says.NO_EVIDENCE);
        Optional<Plan> plan = ground.plan();
        Optional<Act> before = Guards.underWay(asked.others(), act.service());
        if (before.isPresent() && act.order().isEmpty() && Guards.mayPass(verdicts)) {
            queue(shift, act, before.get(), stage.approvedBy());
        } else if (!against.isEmpty()) {
            decline(shift, act, missing.isEmpty() ? against : against + "; " + missing);
        } else if (!missing.isEmpty() || plan.isEmpty()) {
            couldNot(shift, act, missing);
        } else {
            decide(shift, act, plan.get(), stage.approvedBy(), evidence(verdicts, Says.YES));
        }
    }

    /** What is right when two things are wrong with a service is done one after the other; a person who ordered it is told no. */
    private static void queue(Shift shift, Act act, Act before, Optional<String> approvedBy) {
        shift.move(act, new Queued(before.id(), shift.now(), approvedBy));
        shift.tell(
                act, Kind.QUEUED, "waits to " + shift.wish(act) + ": another act on it is under way, " + before.id());
    }

    private static void decide(Shift shift, Act act, Plan plan, Optional<String> approvedBy, String reasons) {
        Phrase phrase = shift.phrase(act);
        if (act.order().isPresent()) {
            String by = act.order().get().by();
            Asking.request(shift, act, plan, phrase.doing(plan) + ", as " + by + " asked: " + reasons);
            return;
        }
        switch (shift.autonomy(act)) {
            case OBSERVE ->
                shift.end(act, Kind.SUGGESTED, "would have " + phrase.done(plan) + ": " + reasons, Optional.empty());
            case SUGGEST ->
                shift.end(act, Kind.SUGGESTED, "suggests to " + phrase.whole(plan) + ": " + reasons, Optional.empty());
            case APPROVE ->
                approvedBy.ifPresentOrElse(
                        by -> Asking.request(
                                shift, act, plan, phrase.doing(plan) + ", approved by " + by + ": " + reasons),
                        () -> await(shift, act, plan, phrase.whole(plan) + "? " + reasons));
            case AUTO -> Asking.request(shift, act, plan, phrase.doing(plan) + ": " + reasons);
        }
    }

    private static void await(Shift shift, Act act, Plan plan, String question) {
        Instant expires = shift.now().plus(shift.remedy(act).orElseThrow().approval());
        shift.move(act, new AwaitingApproval(plan, question, shift.now(), expires));
        shift.tell(act, Kind.AWAITING_APPROVAL, question + "; waits for leave until " + Words.of(expires));
    }

    static void reject(Shift shift, Act act, String by) {
        decline(shift, act, "forbidden by " + by);
    }

    private static void over(Shift shift, Act act) {
        decline(shift, act, "the alert is over");
    }

    private static void gone(Shift shift, Act act) {
        couldNot(shift, act, "the remedy is no longer configured");
    }

    private static void decline(Shift shift, Act act, String because) {
        shift.end(act, Kind.DECLINED, "did not " + shift.wish(act) + ", because " + because, Optional.empty());
    }

    /** Escalates, unless the remedy would not have acted anyway. */
    private static void couldNot(Shift shift, Act act, String because) {
        Autonomy autonomy = shift.autonomy(act);
        boolean acts = act.order().isPresent() || autonomy == Autonomy.APPROVE || autonomy == Autonomy.AUTO;
        String text = "could not " + shift.wish(act) + ", because " + because;
        shift.end(act, acts ? Kind.COULD_NOT : Kind.DECLINED, text, Optional.empty());
    }

    private static String why(Answer<?> answer) {
        return "the platform " + Answer.why(answer).orElse("");
    }

    private static String evidence(List<Verdict> verdicts, Says says) {
        return verdicts.stream()
                .filter(verdict -> verdict.says() == says)
                .map(Verdict::evidence)
                .collect(Collectors.joining("; "));
    }
}
