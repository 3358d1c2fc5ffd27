package dev.tocsin.remedy;

import dev.tocsin.incident.ActNews.Kind;
import dev.tocsin.provider.Answer;
import dev.tocsin.provider.Deployment;
import dev.tocsin.remedy.Stage.Following;
import dev.tocsin.remedy.Stage.Verifying;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** From the platform's yes to the proof that it has helped, or has not. */
final class Watching {
    private Watching() {}

    static void follow(Shift shift, Act act, Plan plan, Optional<String> deployment) {
        Instant until = shift.now().plus(shift.pace(act).finish());
        shift.move(act, new Following(plan, shift.now(), until, shift.now(), deployment));
    }

    static void tick(Shift shift, Act act, Following stage) {
        if (!shift.now().isBefore(stage.until())) {
            unfinished(shift, act, stage);
        } else if (!shift.now().isBefore(stage.next())) {
            Instant deadline = shift.deadline(act);
            shift.move(act, next(stage, deadline.plus(Shift.GRACE), stage.deployment()));
            shift.task(new Task.Follow(act.id(), act.service(), deadline));
        }
    }

    private static void unfinished(Shift shift, Act act, Following stage) {
        String within = Words.between(stage.since(), stage.until());
        if (stage.deployment().isPresent()) {
            shift.end(
                    act,
                    Kind.FAILED,
                    tried(act, stage.plan()) + ": not finished within " + within,
                    Optional.of(stage.plan()));
        } else {
            shift.end(
                    act,
                    Kind.IN_DOUBT,
                    tried(act, stage.plan()) + ": the platform agreed, but no new deployment was seen within " + within
                            + ", no effect",
                    Optional.of(stage.plan()));
        }
    }

    static void hear(Shift shift, Act act, Following stage, Report.Followed said) {
        if (!(said.answer() instanceof Answer.Ok<List<Deployment>>(List<Deployment> deployments))) {
            wait(shift, act, stage, stage.deployment());
            return;
        }
        if (stage.deployment().isPresent()) {
            Optional<Deployment> ours = deployments.stream()
                    .filter(one -> stage.deployment().equals(Optional.of(one.id())))
                    .findFirst();
            ours.ifPresentOrElse(
                    found -> see(shift, act, stage, found), () -> wait(shift, act, stage, stage.deployment()));
            return;
        }
        switch (Trace.of(stage.plan(), act.requested().orElse(stage.since()), deployments)) {
            case Trace.Ours(Deployment ours) -> see(shift, act, stage, ours);
            case Trace.Others(Deployment others) ->
                shift.end(
                        act,
                        Kind.IN_DOUBT,
                        tried(act, stage.plan()) + ": somebody has deployed " + others.words() + " meanwhile",
                        Optional.of(stage.plan()));
            case Trace.Unclear unclear -> wait(shift, act, stage, stage.deployment());
            case Trace.Nothing nothing -> wait(shift, act, stage, stage.deployment());
        }
    }

    private static void see(Shift shift, Act act, Following stage, Deployment ours) {
        switch (ours.status()) {
            case UNDER_WAY, IDLE -> wait(shift, act, stage, Optional.of(ours.id()));
            case ACTIVE -> verify(shift, act, stage.plan(), ours);
            case FAILED -> failed(shift, act, stage, ours, "could not be started");
            case CRASHED -> failed(shift, act, stage, ours, "crashed");
            case REPLACED -> failed(shift, act, stage, ours, "was replaced by another one at once");
        }
    }

    private static void failed(Shift shift, Act act, Following stage, Deployment ours, String how) {
        String text = tried(act, stage.plan()) + ": the new deployment " + ours.id() + " " + how;
        shift.end(act, Kind.FAILED, text, Optional.of(stage.plan()));
    }

    private static void wait(Shift shift, Act act, Following stage, Optional<String> deployment) {
        shift.move(act, next(stage, shift.now().plus(shift.pace(act).poll()), deployment));
    }

    private static Following next(Following stage, Instant next, Optional<String> deployment) {
        return new Following(stage.plan(), stage.since(), stage.until(), next, deployment);
    }

    private static void verify(Shift shift, Act act, Plan plan, Deployment ours) {
        String done = act.service() + " is back on " + plan.target().words() + " as " + ours.id();
        Optional<Remedy> remedy = shift.remedy(act);
        if (remedy.isEmpty()) {
            shift.end(
                    act,
                    Kind.IN_DOUBT,
                    done + "; the remedy is no longer configured, so nobody watches whether it helps",
                    Optional.of(plan));
            return;
        }
        Verify verify = remedy.get().verify();
        Instant now = shift.now();
        shift.move(act, new Verifying(plan, verify, now, now.plus(verify.within()), now, Optional.empty()));
        shift.tell(act, Kind.DONE, done + "; watching whether it helps, for " + Words.of(verify.within()) + " at most");
    }

    static void tick(Shift shift, Act act, Verifying stage) {
        if (!shift.now().isBefore(stage.until())) {
            String within = Words.between(stage.since(), shift.now());
            shift.end(
                    act,
                    Kind.INEFFECTIVE,
                    tried(act, stage.plan()) + ", no effect within " + within,
                    Optional.of(stage.plan()));
        } else if (!shift.now().isBefore(stage.next())) {
            Instant deadline = shift.deadline(act);
            shift.move(act, next(stage, deadline.plus(Shift.GRACE), stage.good()));
            shift.task(new Task.WatchSignal(act.id(), stage.verify().signal(), deadline));
        }
    }

    static void hear(Shift shift, Act act, Verifying stage, Report.Watched said) {
        if (said.at().isBefore(stage.since())) {
            return;
        }
        if (said.reading() != Reading.GOOD) {
            shift.move(act, next(stage, shift.now().plus(shift.pace(act).poll()), Optional.empty()));
            return;
        }
        Instant good = stage.good().orElse(said.at());
        Instant enough = good.plus(stage.verify().hold());
        if (said.at().isBefore(enough)) {
            Instant poll = shift.now().plus(shift.pace(act).poll());
            shift.move(act, next(stage, poll.isBefore(enough) ? poll : enough, Optional.of(good)));
            return;
        }
        shift.end(act, Kind.VERIFIED, verified(act, stage), Optional.of(stage.plan()));
    }

    private static Verifying next(Verifying stage, Instant next, Optional<Instant> good) {
        return new Verifying(stage.plan(), stage.verify(), stage.since(), stage.until(), next, good);
    }

    private static String verified(Act act, Verifying stage) {
        Plan plan = stage.plan();
        return "rolled " + act.service() + " back to " + plan.target().words() + ": good for "
                + Words.of(stage.verify().hold())
                + ". Its variables went back with it; an automatic deployment may bring "
                + plan.from().words() + " back";
    }

    private static String tried(Act act, Plan plan) {
        return "tried rollback of " + act.service() + " to " + plan.target().words();
    }
}
