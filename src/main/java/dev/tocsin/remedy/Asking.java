package dev.tocsin.remedy;

import dev.tocsin.incident.ActNews.Kind;
import dev.tocsin.provider.Answer;
import dev.tocsin.provider.Deployment;
import dev.tocsin.provider.Levers.Accepted;
import dev.tocsin.provider.View;
import dev.tocsin.remedy.Stage.InDoubt;
import dev.tocsin.remedy.Stage.Requesting;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The request, and what to do when its answer is lost. No platform takes an idempotency key: so the platform is
 * looked at, and only when they have shown no trace for the settle time is it asked again, once.
 */
final class Asking {
    private static final int MOST_REQUESTS = 2;
    private static final int LOOKS = 2;

    private Asking() {}

    /** The first request. */
    static void request(Shift shift, Act act, Plan plan, String text) {
        ask(shift, act.asked(shift.now()), plan, 1, text);
    }

    private static void ask(Shift shift, Act act, Plan plan, int number, String text) {
        Instant deadline = shift.deadline(act);
        shift.move(act, new Requesting(plan, shift.now(), deadline.plus(Shift.GRACE), number));
        shift.tell(act, Kind.STARTED, text);
        shift.task(new Task.Perform(act.id(), act.service(), plan.pull(), number, deadline));
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
        shift.task(new Task.ReadBack(act.id(), Shift.place(act, stage.plan()), stage.number(), deadline));
    }

    static void hear(Shift shift, Act act, Requesting stage, Report.Performed said) {
        if (said.number() != stage.number()) {
            return;
        }
        switch (said.answer()) {
            case Answer.Ok<Accepted>(Accepted accepted) -> Watching.follow(shift, act, stage.plan(), accepted.trace());
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
            Watching.follow(shift, act, stage.plan(), accepted.trace());
        } else if (said.answer() instanceof Answer.Refused<Accepted> refused) {
            refused(shift, act, stage.plan(), refused);
        }
    }

    private static void refused(Shift shift, Act act, Plan plan, Answer.Refused<Accepted> answer) {
        shift.end(act, Kind.COULD_NOT, couldNot(shift, act, plan) + why(answer), Optional.of(plan));
    }

    /** Surely not done. It is asked again by the same careful way as after a lost answer, but not before the platform wants. */
    private static void deferred(Shift shift, Act act, Requesting stage, Answer.Deferred<Accepted> answer) {
        if (stage.number() >= MOST_REQUESTS || !stage.plan().leavesTrace()) {
            shift.end(act, Kind.COULD_NOT, couldNot(shift, act, stage.plan()) + why(answer), Optional.of(stage.plan()));
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
                "not known whether the " + shift.phrase(act).noun(stage.plan()) + " was begun: " + why
                        + "; looking at the platform before anything else");
    }

    static void hear(Shift shift, Act act, InDoubt stage, Report.LookedBack said) {
        if (said.number() != stage.number() || said.asked().isBefore(stage.since())) {
            return;
        }
        if (!(said.answer() instanceof Answer.Ok<View>(View view))) {
            again(shift, act, stage, stage.looks(), Answer.pause(said.answer()));
            return;
        }
        Instant requested = act.requested().orElse(stage.since());
        switch (Trace.of(stage.plan(), requested, Optional.empty(), view)) {
            case Trace.Ours ours -> Watching.follow(shift, act, stage.plan(), Optional.of(ours.id()));
            case Trace.Others(String what) -> giveUp(shift, act, stage, what);
            case Trace.Unclear unclear -> again(shift, act, stage, 0, Optional.empty());
            case Trace.Nothing nothing -> nothingNew(shift, act, stage, said.asked(), view);
        }
    }

    private static void nothingNew(Shift shift, Act act, InDoubt stage, Instant asked, View view) {
        boolean settled = !asked.isBefore(stage.since().plus(shift.pace(act).settle()));
        String todo = shift.phrase(act).todo(stage.plan());
        if (stage.looks() + 1 < LOOKS || !settled) {
            again(shift, act, stage, stage.looks() + 1, Optional.empty());
        } else if (!stage.plan().leavesTrace()) {
            giveUp(shift, act, stage, "the platform does not show whether the request arrived");
        } else if (stage.number() >= MOST_REQUESTS) {
            giveUp(shift, act, stage, "the platform was asked " + stage.number() + " times and shows no trace of it");
        } else if (!shift.wants(act)) {
            String text = "the request to " + todo + " did not arrive, and the alert is over: not asked again";
            shift.end(act, Kind.DECLINED, text, Optional.of(stage.plan()));
        } else if (!isStillPossible(stage.plan(), view)) {
            giveUp(shift, act, stage, "the platform can no longer " + todo);
        } else {
            String text = "the request to " + todo + " surely did not arrive; asking once more";
            ask(shift, act, stage.plan(), stage.number() + 1, text);
        }
    }

    private static boolean isStillPossible(Plan plan, View view) {
        return !(plan instanceof Plan.Rollback back && view instanceof View.Served served)
                || served.deployments().stream()
                        .filter(one -> one.id().equals(back.target().deployment()))
                        .anyMatch(Deployment::canRollback);
    }

    private static void again(Shift shift, Act act, InDoubt stage, int looks, Optional<Duration> wanted) {
        Duration poll = shift.pace(act).poll();
        Duration pause = wanted.filter(longer -> longer.compareTo(poll) > 0).orElse(poll);
        Instant next = shift.now().plus(pause);
        shift.move(act, new InDoubt(stage.plan(), stage.since(), looks, next, stage.number()));
    }

    private static void giveUp(Shift shift, Act act, InDoubt stage, String because) {
        String text = "not known whether the " + shift.phrase(act).noun(stage.plan()) + " was done: " + because
                + "; look at the platform before anything else";
        shift.end(act, Kind.IN_DOUBT, text, Optional.of(stage.plan()));
    }

    private static String couldNot(Shift shift, Act act, Plan plan) {
        return "could not " + shift.phrase(act).todo(plan) + ", because ";
    }

    private static String why(Answer<?> answer) {
        return "the platform " + Answer.why(answer).orElse("");
    }
}
