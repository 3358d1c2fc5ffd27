package dev.tocsin.remedy;

import dev.tocsin.incident.ActNews.Kind;
import dev.tocsin.provider.Answer;
import dev.tocsin.provider.Deployment;
import dev.tocsin.provider.Rollbacks.Accepted;
import dev.tocsin.remedy.Stage.InDoubt;
import dev.tocsin.remedy.Stage.Requesting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The request, and what to do when its answer is lost. No platform takes an idempotency key: so the platform's deployments are
 * read back, and only when they have shown no trace for the settle time is it asked again, once.
 */
final class Asking {
    private static final int MOST_REQUESTS = 2;
    private static final int LOOKS = 2;

    private Asking() {}

    /** The first request. */
    static void request(Shift shift, Act act, Plan plan, String text) {
        Act asked = new Act(act.wish(), act.service(), act.stage(), Optional.of(shift.now()), act.pardoned());
        ask(shift, asked, plan, 1, text);
    }

    private static void ask(Shift shift, Act act, Plan plan, int number, String text) {
        Instant deadline = shift.deadline(act);
        shift.move(act, new Requesting(plan, shift.now(), deadline.plus(Shift.GRACE), number));
        shift.tell(act, Kind.STARTED, text);
        shift.task(new Task.Perform(act.id(), act.service(), plan.target().deployment(), number, deadline));
    }

    static void tick(Shift shift, Act act, Requesting stage) {
        if (!shift.now().isBefore(stage.until())) {
            doubt(shift, act, stage, "no answer in time", Duration.ZERO);
        }
    }

    static void tick(Shift shift, Act act, InDoubt stage) {
        if (shift.now().isBefore(stage.next())) {
            return;
        }
        if (!shift.now().isBefore(stage.since().plus(shift.pace(act).finish()))) {
            giveUp(shift, act, stage, "the platform could not be read back");
            return;
        }
        Instant deadline = shift.deadline(act);
        shift.move(
                act,
                new InDoubt(stage.plan(), stage.since(), stage.looks(), deadline.plus(Shift.GRACE), stage.number()));
        shift.task(new Task.ReadBack(act.id(), act.service(), stage.number(), deadline));
    }

    static void hear(Shift shift, Act act, Requesting stage, Report.Performed said) {
        if (said.number() != stage.number()) {
            return;
        }
        switch (said.answer()) {
            case Answer.Ok<Accepted>(Accepted accepted) ->
                Watching.follow(shift, act, stage.plan(), accepted.deployment());
            case Answer.Refused<Accepted> refused -> refused(shift, act, stage.plan(), refused);
            case Answer.Deferred<Accepted> deferred -> deferred(shift, act, stage, deferred);
            case Answer.Unknown<Accepted> unknown -> doubt(shift, act, stage, why(unknown), Duration.ZERO);
        }
    }

    /** An answer that came after we had stopped waiting for it still counts. */
    static void hear(Shift shift, Act act, InDoubt stage, Report.Performed said) {
        if (said.number() != stage.number()) {
            return;
        }
        if (said.answer() instanceof Answer.Ok<Accepted>(Accepted accepted)) {
            Watching.follow(shift, act, stage.plan(), accepted.deployment());
        } else if (said.answer() instanceof Answer.Refused<Accepted> refused) {
            refused(shift, act, stage.plan(), refused);
        }
    }

    private static void refused(Shift shift, Act act, Plan plan, Answer.Refused<Accepted> answer) {
        shift.end(act, Kind.COULD_NOT, couldNot(act, plan) + why(answer), Optional.of(plan));
    }

    /** Surely not done. It is asked again by the same careful way as after a lost answer, but not before the platform wants. */
    private static void deferred(Shift shift, Act act, Requesting stage, Answer.Deferred<Accepted> answer) {
        if (stage.number() >= MOST_REQUESTS) {
            shift.end(act, Kind.COULD_NOT, couldNot(act, stage.plan()) + why(answer), Optional.of(stage.plan()));
        } else {
            doubt(shift, act, stage, why(answer), Answer.pause(answer).orElse(Duration.ZERO));
        }
    }

    private static void doubt(Shift shift, Act act, Requesting stage, String why, Duration pause) {
        Instant now = shift.now();
        shift.move(act, new InDoubt(stage.plan(), now, 0, now.plus(pause), stage.number()));
        shift.tell(
                act,
                Kind.STARTED,
                "not known whether " + act.service() + " is being rolled back: " + why
                        + "; reading the deployments back before anything else");
    }

    static void hear(Shift shift, Act act, InDoubt stage, Report.LookedBack said) {
        if (said.number() != stage.number() || said.asked().isBefore(stage.since())) {
            return;
        }
        if (!(said.answer() instanceof Answer.Ok<List<Deployment>>(List<Deployment> deployments))) {
            again(shift, act, stage, stage.looks(), Answer.pause(said.answer()));
            return;
        }
        switch (Trace.of(stage.plan(), act.requested().orElse(stage.since()), deployments)) {
            case Trace.Ours(Deployment ours) -> Watching.follow(shift, act, stage.plan(), Optional.of(ours.id()));
            case Trace.Others(Deployment others) ->
                giveUp(shift, act, stage, "somebody has deployed " + others.words() + " meanwhile");
            case Trace.Unclear unclear -> again(shift, act, stage, 0, Optional.empty());
            case Trace.Nothing nothing -> nothingNew(shift, act, stage, said.asked(), deployments);
        }
    }

    private static void nothingNew(Shift shift, Act act, InDoubt stage, Instant asked, List<Deployment> deployments) {
        boolean settled = !asked.isBefore(stage.since().plus(shift.pace(act).settle()));
        if (stage.looks() + 1 < LOOKS || !settled) {
            again(shift, act, stage, stage.looks() + 1, Optional.empty());
        } else if (stage.number() >= MOST_REQUESTS) {
            giveUp(shift, act, stage, "the platform was asked " + stage.number() + " times and shows no trace of it");
        } else if (!shift.fires(act)) {
            shift.end(
                    act,
                    Kind.DECLINED,
                    "the request to roll " + act.service()
                            + " back did not arrive, and the alert is over: not asked again",
                    Optional.of(stage.plan()));
        } else if (!isStillPossible(stage.plan(), deployments)) {
            giveUp(
                    shift,
                    act,
                    stage,
                    "the platform can no longer go back to "
                            + stage.plan().target().words());
        } else {
            ask(
                    shift,
                    act,
                    stage.plan(),
                    stage.number() + 1,
                    "the request to roll " + act.service() + " back to "
                            + stage.plan().target().words() + " surely did not arrive; asking once more");
        }
    }

    private static boolean isStillPossible(Plan plan, List<Deployment> deployments) {
        return deployments.stream()
                .filter(one -> one.id().equals(plan.target().deployment()))
                .anyMatch(Deployment::canRollback);
    }

    private static void again(Shift shift, Act act, InDoubt stage, int looks, Optional<Duration> wanted) {
        Duration poll = shift.pace(act).poll();
        Duration pause = wanted.filter(longer -> longer.compareTo(poll) > 0).orElse(poll);
        Instant next = shift.now().plus(pause);
        shift.move(act, new InDoubt(stage.plan(), stage.since(), looks, next, stage.number()));
    }

    private static void giveUp(Shift shift, Act act, InDoubt stage, String because) {
        String text = "not known whether the rollback of " + act.service() + " to "
                + stage.plan().target().words() + " was done: " + because
                + "; look at the platform before anything else";
        shift.end(act, Kind.IN_DOUBT, text, Optional.of(stage.plan()));
    }

    private static String couldNot(Act act, Plan plan) {
        return "could not roll " + act.service() + " back to " + plan.target().words() + ", because ";
    }

    private static String why(Answer<?> answer) {
        return "the platform " + Answer.why(answer).orElse("");
    }
}
