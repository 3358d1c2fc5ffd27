package dev.tocsin.remedy;

import dev.tocsin.incident.ActNews.Kind;
import dev.tocsin.provider.Answer;
import dev.tocsin.provider.View;
import dev.tocsin.remedy.Stage.Following;
import dev.tocsin.remedy.Stage.Verifying;
import java.time.Instant;
import java.util.Optional;

/** From the platform's yes to the proof that it has helped, or has not. */
final class Watching {
    private Watching() {}

    static void follow(Shift shift, Act act, Plan plan, Optional<String> trace) {
        Instant until = shift.now().plus(shift.pace(act).finish());
        shift.move(act, new Following(plan, shift.now(), until, shift.now(), trace));
    }

    static void tick(Shift shift, Act act, Following stage) {
        if (!shift.now().isBefore(stage.until())) {
            unfinished(shift, act, stage);
        } else if (!shift.now().isBefore(stage.next())) {
            Instant deadline = shift.deadline(act);
            shift.move(act, next(stage, deadline.plus(Shift.GRACE), stage.trace()));
            shift.task(new Task.Follow(act.id(), Shift.place(act, stage.plan()), deadline));
        }
    }

    private static void unfinished(Shift shift, Act act, Following stage) {
        String within = Words.between(stage.since(), stage.until());
        if (stage.trace().isPresent()) {
            shift.end(
                    act,
                    Kind.FAILED,
                    tried(shift, act, stage.plan()) + ": not finished within " + within,
                    Optional.of(stage.plan()));
        } else {
            shift.end(
                    act,
                    Kind.IN_DOUBT,
                    tried(shift, act, stage.plan()) + ": the platform agreed, but "
                            + (stage.plan() instanceof Plan.Rollback ? "no new deployment" : "nothing of it")
                            + " was seen within " + within + ", no effect",
                    Optional.of(stage.plan()));
        }
    }

    static void hear(Shift shift, Act act, Following stage, Report.Followed said) {
        if (!(said.answer() instanceof Answer.Ok<View>(View view))) {
            wait(shift, act, stage, stage.trace());
            return;
        }
        Instant requested = act.requested().orElse(stage.since());
        switch (Trace.of(stage.plan(), requested, stage.trace(), view)) {
            case Trace.Ours(String id, Trace.Progress progress) -> see(shift, act, stage, id, progress);
            case Trace.Others(String what) ->
                shift.end(act, Kind.IN_DOUBT, tried(shift, act, stage.plan()) + ": " + what, Optional.of(stage.plan()));
            case Trace.Unclear unclear -> wait(shift, act, stage, stage.trace());
            case Trace.Nothing nothing -> nothingNew(shift, act, stage);
        }
    }

    /** Where a request leaves no sure trace, the platform's yes and some patience must do: the signal says whether it helped. */
    private static void nothingNew(Shift shift, Act act, Following stage) {
        boolean settled =
                !shift.now().isBefore(stage.since().plus(shift.pace(act).settle()));
        if (!stage.plan().leavesTrace() && settled) {
            verify(shift, act, stage.plan(), stage.trace().orElse(""));
        } else {
            wait(shift, act, stage, stage.trace());
        }
    }

    private static void see(Shift shift, Act act, Following stage, String id, Trace.Progress progress) {
        switch (progress) {
            case Trace.Progress.UnderWay underWay -> wait(shift, act, stage, Optional.of(id));
            case Trace.Progress.Done done -> verify(shift, act, stage.plan(), id);
            case Trace.Progress.Failed(String how) ->
                shift.end(act, Kind.FAILED, tried(shift, act, stage.plan()) + ": " + how, Optional.of(stage.plan()));
        }
    }

    private static void wait(Shift shift, Act act, Following stage, Optional<String> trace) {
        shift.move(act, next(stage, shift.now().plus(shift.pace(act).poll()), trace));
    }

    private static Following next(Following stage, Instant next, Optional<String> trace) {
        return new Following(stage.plan(), stage.since(), stage.until(), next, trace);
    }

    private static void verify(Shift shift, Act act, Plan plan, String trace) {
        String done = shift.phrase(act).result(plan, trace);
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
                    tried(shift, act, stage.plan()) + ", no effect within " + within,
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
        shift.end(act, Kind.VERIFIED, verified(shift, act, stage), Optional.of(stage.plan()));
    }

    private static Verifying next(Verifying stage, Instant next, Optional<Instant> good) {
        return new Verifying(stage.plan(), stage.verify(), stage.since(), stage.until(), next, good);
    }

    private static String verified(Shift shift, Act act, Verifying stage) {
        Phrase phrase = shift.phrase(act);
        return phrase.done(stage.plan()) + ": good for "
                + Words.of(stage.verify().hold()) + phrase.aftermath(stage.plan());
    }

    private static String tried(Shift shift, Act act, Plan plan) {
        return "tried " + shift.phrase(act).noun(plan);
    }
}
