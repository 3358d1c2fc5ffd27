package dev.tocsin.remedy;

import static dev.tocsin.incident.ActNews.Kind.COULD_NOT;
import static dev.tocsin.incident.ActNews.Kind.DECLINED;
import static dev.tocsin.incident.ActNews.Kind.DONE;
import static dev.tocsin.incident.ActNews.Kind.FAILED;
import static dev.tocsin.incident.ActNews.Kind.IN_DOUBT;
import static dev.tocsin.incident.ActNews.Kind.STARTED;
import static dev.tocsin.incident.ActNews.Kind.SUGGESTED;
import static dev.tocsin.incident.ActNews.Kind.VERIFIED;
import static dev.tocsin.incident.ActNews.Kind.WANTED;
import static dev.tocsin.remedy.Drill.at;
import static dev.tocsin.remedy.Drill.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.provider.Answer;
import dev.tocsin.provider.Answer.Cause;
import dev.tocsin.provider.Deployment;
import dev.tocsin.provider.Deployment.Status;
import dev.tocsin.provider.Pull;
import dev.tocsin.provider.Size;
import dev.tocsin.provider.View;
import dev.tocsin.provider.View.Move;
import dev.tocsin.provider.View.Process;
import dev.tocsin.provider.View.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is particular to each lever: its evidence, what it asks for, and how the platform's answer is known to be ours. */
final class LeversTest {
    private static final Answer<dev.tocsin.provider.Levers.Accepted> LOST = new Answer.Unknown<>(Cause.TIMEOUT, "");
    private final Drill drill = new Drill();

    private void with(Action action) {
        drill.playbook = new Playbook(List.of(Drill.remedy(Autonomy.AUTO, action)));
    }

    private void runs(int replicas) {
        drill.view = Optional.of(running(replicas, Process.State.UP));
    }

    private View.Running running(int replicas, Process.State state) {
        List<Process> processes = IntStream.rangeClosed(1, replicas)
                .mapToObj(number -> new Process("p" + number, state))
                .toList();
        return new View.Running(Drill.deployment("bad", 0, Status.ACTIVE), replicas, true, processes, Optional.empty());
    }

    private List<Pull> asked() {
        return drill.performed.stream().map(Task.Perform::pull).toList();
    }

    @ParameterizedTest(name = "{0} and {1} more, from {2} to {3}: {4}")
    @CsvSource({"1, 1, 2, 10, 2", "2, 1, 2, 10, 3", "9, 3, 2, 10, 10", "4, -1, 2, 10, 3", "3, -5, 2, 10, 2"})
    void scalingStaysWithinItsLimits(int now, int step, int min, int max, int then) {
        with(new Action.Scale(step, min, max));
        runs(now);
        drill.pulled = pull -> runs(((Pull.Scale) pull).replicas());
        drill.wish().run(20);
        assertThat(asked()).containsExactly(new Pull.Scale(then));
        assertThat(drill.kinds()).containsExactly(STARTED, DONE);
    }

    @ParameterizedTest
    @CsvSource({"10, 1", "12, 1", "2, -1", "1, -1"})
    void atTheLimitNothingIsDone(int now, int step) {
        with(new Action.Scale(step, 2, 10));
        runs(now);
        drill.wish().run(20);
        assertThat(asked()).isEmpty();
        assertThat(drill.kinds()).containsExactly(DECLINED);
        assertThat(drill.last()).contains("from 2 to 10 are allowed");
    }

    @Test
    void aScalingIsVerifiedAndTold() {
        with(Action.Scale.USUAL);
        runs(2);
        drill.pulled = pull -> runs(3);
        drill.wish().signal = Reading.GOOD;
        drill.run(100);
        assertThat(drill.kinds()).containsExactly(STARTED, DONE, VERIFIED);
        assertThat(drill.last()).startsWith("scaled api from 2 to 3 replicas: good for 1m");
    }

    @Test
    void severalRegionsAreForPeople() {
        with(Action.Scale.USUAL);
        View.Running one = running(2, Process.State.UP);
        drill.view = Optional.of(new View.Running(one.deployment(), 2, false, one.processes(), Optional.empty()));
        drill.wish().run(20);
        assertThat(asked()).isEmpty();
        assertThat(drill.last()).contains("several regions");
    }

    @Test
    void aLostScalingThatArrivedIsNotRepeated() {
        with(Action.Scale.USUAL);
        runs(2);
        drill.answer = Optional.of(LOST);
        drill.pulled = pull -> runs(3);
        drill.wish().run(60);
        assertThat(asked()).hasSize(1);
        assertThat(drill.kinds()).containsExactly(STARTED, STARTED, DONE);
    }

    @Test
    void aLostScalingThatDidNotArriveIsMadeOnceMore() {
        with(Action.Scale.USUAL);
        runs(2);
        drill.answer = Optional.of(LOST);
        drill.acts = false;
        drill.wish().run(3600);
        assertThat(asked()).containsExactly(new Pull.Scale(3), new Pull.Scale(3));
        assertThat(drill.kinds()).endsWith(IN_DOUBT);
    }

    @Test
    void somebodyElsesScalingStopsOurs() {
        with(Action.Scale.USUAL);
        runs(2);
        drill.answer = Optional.of(LOST);
        drill.acts = false;
        drill.wish().run(3);
        runs(7);
        drill.run(20);
        assertThat(asked()).hasSize(1);
        assertThat(drill.last()).contains("somebody has set it to 7 replicas");
    }

    @Test
    void replicasThatDoNotComeUpAreAFailure() {
        with(Action.Scale.USUAL);
        runs(2);
        drill.pulled = pull -> drill.view = Optional.of(running(3, Process.State.COMING));
        drill.wish().run(700);
        assertThat(drill.kinds()).containsExactly(STARTED, FAILED);
    }

    @Test
    void aRestartIsSeenInItsProcesses() {
        with(new Action.Restart());
        runs(1);
        drill.pulled = pull -> drill.view = Optional.of(running(1, Process.State.COMING));
        drill.wish().run(20);
        assertThat(asked()).containsExactly(new Pull.Restart("bad"));
        assertThat(drill.kinds()).containsExactly(STARTED);
        runs(1);
        drill.run(10);
        assertThat(drill.kinds()).containsExactly(STARTED, DONE);
    }

    @Test
    void aRestartTooQuickToBeSeenIsJudgedByTheSignal() {
        with(new Action.Restart());
        runs(1);
        drill.pulled = pull -> {};
        drill.wish().signal = Reading.GOOD;
        drill.run(120);
        assertThat(drill.kinds()).containsExactly(STARTED, DONE, VERIFIED);
        assertThat(asked()).hasSize(1);
    }

    @Test
    void aRestartWhoseAnswerIsLostIsNeverRepeated() {
        with(new Action.Restart());
        runs(1);
        drill.answer = Optional.of(LOST);
        drill.acts = false;
        drill.wish().run(3600);
        assertThat(asked()).hasSize(1);
        assertThat(drill.kinds()).endsWith(IN_DOUBT);
        assertThat(drill.last())
                .contains("does not show whether the request arrived")
                .contains("look at the platform");
    }

    @Test
    void aRestartThatSurelyDidNotArriveCouldNotBeDone() {
        with(new Action.Restart());
        runs(1);
        drill.answer = Optional.of(new Answer.Deferred<>(Cause.UNREACHABLE, Optional.empty()));
        drill.acts = false;
        drill.wish().run(60);
        assertThat(asked()).hasSize(1);
        assertThat(drill.kinds()).containsExactly(STARTED, COULD_NOT);
        assertThat(drill.last()).isEqualTo("could not restart api, because the platform could not be reached");
    }

    @Test
    void nothingIsRestartedOrScaledWhileSomethingIsDeployed() {
        for (Action action : List.of(new Action.Restart(), Action.Scale.USUAL)) {
            Drill other = new Drill();
            other.playbook = new Playbook(List.of(Drill.remedy(Autonomy.AUTO, action)));
            View.Running one = running(2, Process.State.UP);
            other.view = Optional.of(new View.Running(
                    one.deployment(),
                    2,
                    true,
                    one.processes(),
                    Optional.of(Drill.deployment("fix", 30, Status.UNDER_WAY))));
            other.wish().run(20);
            assertThat(other.performed).isEmpty();
            assertThat(other.kinds()).containsExactly(DECLINED);
            assertThat(other.last()).contains("fix (commit c0ffee-fix) is being deployed already");
        }
    }

    @Test
    void whatThePlatformDoesNotShowIsNoEvidence() {
        with(Action.Scale.USUAL);
        drill.wish().run(20);
        assertThat(asked()).isEmpty();
        assertThat(drill.kinds()).containsExactly(COULD_NOT);
    }

    private void production(Optional<Move> last, boolean pinned, Deployment... deployments) {
        drill.view = Optional.of(new View.Served(List.of(deployments), new View.Way.InPlace(last, pinned)));
    }

    private static Deployment web(String id, long since, Status status) {
        return Drill.deployment(id, since, status);
    }

    private void moved(Move.State state) {
        boolean done = state == Move.State.DONE;
        production(
                Optional.of(new Move(true, "good", drill.now, state)),
                done,
                web("bad", 0, done ? Status.REPLACED : Status.ACTIVE),
                web("good", -1200, done ? Status.ACTIVE : Status.REPLACED));
    }

    @Test
    void productionIsMovedBackToTheOldDeploymentItself() {
        production(Optional.empty(), false, web("bad", 0, Status.ACTIVE), web("good", -1200, Status.REPLACED));
        drill.pulled = pull -> moved(Move.State.UNDER_WAY);
        drill.wish().run(10);
        assertThat(asked()).containsExactly(new Pull.Rollback("good"));
        assertThat(drill.kinds()).containsExactly(STARTED);
        moved(Move.State.DONE);
        drill.signal = Reading.GOOD;
        drill.run(100);
        assertThat(drill.kinds()).containsExactly(STARTED, DONE, VERIFIED);
        assertThat(drill.news.get(1).text()).startsWith("api is back on good (commit c0ffee-goo);");
        assertThat(drill.last()).contains("production is pinned").contains("until somebody promotes");
    }

    @Test
    void anOldMoveIsNotOurs() {
        Optional<Move> old = Optional.of(new Move(true, "good", at(-5000), Move.State.DONE));
        production(old, false, web("bad", 0, Status.ACTIVE), web("good", -1200, Status.REPLACED));
        drill.answer = Optional.of(LOST);
        drill.acts = false;
        drill.wish().run(20);
        assertThat(drill.stage()).isInstanceOf(Stage.InDoubt.class);
        assertThat(asked()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Move.State.class)
    void aLostAnswerIsFoundInTheLastMove(Move.State state) {
        production(Optional.empty(), false, web("bad", 0, Status.ACTIVE), web("good", -1200, Status.REPLACED));
        drill.answer = Optional.of(LOST);
        drill.pulled = pull -> moved(state);
        drill.wish().run(200);
        assertThat(asked()).hasSize(1);
        switch (state) {
            case UNDER_WAY -> assertThat(drill.stage()).isInstanceOf(Stage.Following.class);
            case DONE -> assertThat(drill.kinds()).endsWith(DONE);
            case FAILED -> assertThat(drill.last()).contains("the platform could not move production");
        }
    }

    @Test
    void somebodyElsesMoveStopsOurs() {
        production(Optional.empty(), false, web("bad", 0, Status.ACTIVE), web("good", -1200, Status.REPLACED));
        drill.answer = Optional.of(LOST);
        drill.acts = false;
        drill.wish().run(3);
        production(
                Optional.of(new Move(false, "other", at(43), Move.State.UNDER_WAY)),
                false,
                web("bad", 0, Status.ACTIVE),
                web("good", -1200, Status.REPLACED));
        drill.run(60);
        assertThat(asked()).hasSize(1);
        assertThat(drill.kinds()).endsWith(IN_DOUBT);
        assertThat(drill.last()).contains("somebody has moved production to other");
    }

    @Test
    void nothingIsMovedWhileProductionIsBeingMoved() {
        Optional<Move> other = Optional.of(new Move(true, "good", at(30), Move.State.UNDER_WAY));
        production(other, false, web("bad", 0, Status.ACTIVE), web("good", -1200, Status.REPLACED));
        drill.wish().run(20);
        assertThat(asked()).isEmpty();
        assertThat(drill.last()).contains("production is being moved to good already");
    }

    @Test
    void aWorkflowIsFollowedByTheNameOfTheAct() {
        with(new Action.Workflow());
        List<Run> runs = new ArrayList<>(List.of(new Run("7", "old", Run.State.SUCCEEDED)));
        drill.view = Optional.of(new View.Runs(runs));
        drill.answer = Optional.of(LOST);
        drill.pulled = pull -> shows(runs, new Run("8", "roll back for inc-1/back", Run.State.UNDER_WAY));
        drill.wish().run(20);
        assertThat(asked()).containsExactly(new Pull.Workflow("inc-1/back"));
        shows(runs, new Run("8", "roll back for inc-1/back", Run.State.SUCCEEDED));
        drill.run(20);
        assertThat(drill.kinds()).containsExactly(STARTED, STARTED, DONE);
    }

    private void shows(List<Run> runs, Run run) {
        runs.removeIf(one -> one.id().equals(run.id()));
        runs.addFirst(run);
        drill.view = Optional.of(new View.Runs(runs));
    }

    @Test
    void aNewRunThatNamesNoActMayBeOursSoNothingIsRepeated() {
        with(new Action.Workflow());
        List<Run> runs = new ArrayList<>();
        drill.view = Optional.of(new View.Runs(runs));
        drill.answer = Optional.of(LOST);
        drill.pulled = pull -> shows(runs, new Run("8", "deploy", Run.State.SUCCEEDED));
        drill.wish().run(3600);
        assertThat(asked()).hasSize(1);
        assertThat(drill.kinds()).endsWith(IN_DOUBT);
    }

    @Test
    void aWebhookThatCannotBeLookedAtIsNeverRepeated() {
        with(new Action.Webhook());
        drill.view = Optional.of(new View.Dark());
        drill.answer = Optional.of(LOST);
        drill.pulled = pull -> {};
        drill.wish().run(3600);
        assertThat(asked()).containsExactly(new Pull.Webhook("inc-1/back"));
        assertThat(drill.kinds()).endsWith(IN_DOUBT);
    }

    @Test
    void aWebhookThatSaysYesIsJudgedByTheSignal() {
        with(new Action.Webhook());
        drill.view = Optional.of(new View.Dark());
        drill.pulled = pull -> {};
        drill.wish().signal = Reading.GOOD;
        drill.run(120);
        assertThat(drill.kinds()).containsExactly(STARTED, DONE, VERIFIED);
    }

    @Test
    void aScalingInVainIsNoReasonAgainstARollback() {
        with(Action.Scale.USUAL);
        runs(2);
        drill.pulled = pull -> runs(3);
        drill.wish().run(400);
        drill.view = Optional.empty();
        drill.playbook = new Playbook(List.of(Drill.remedy(Autonomy.AUTO)));
        drill.acts = false;
        drill.wish("inc-2").run(5);
        assertThat(asked()).containsExactly(new Pull.Scale(3), new Pull.Rollback("good"));
    }

    @Test
    void aProposalIsSaidAndNothingIsAsked() {
        with(new Action.Propose("proposes caching"));
        drill.wish().run(60);
        assertThat(drill.kinds()).containsExactly(SUGGESTED);
        assertThat(drill.last()).isEqualTo("proposes caching");
        assertThat(asked()).isEmpty();
    }

    private static final Action.Resize DOUBLE = new Action.Resize(2, Size.of(0.5, 0.5), Size.of(8, 16));

    private void allows(double cpus, double gigabytes) {
        drill.view = Optional.of(new View.Sized(
                Drill.deployment("bad", 0, Status.ACTIVE),
                Optional.of(Size.of(cpus, gigabytes)),
                true,
                Optional.empty()));
    }

    private void allows(Size size) {
        allows(size.cpus().doubleValue(), size.gigabytes().doubleValue());
    }

    @ParameterizedTest(name = "{0} vCPU and {1} GB, times {2}: {3} and {4}")
    @CsvSource({
        "2, 4, 2, 4, 8",
        "0.25, 0.512, 2, 0.5, 1.024",
        "6, 12, 2, 8, 16",
        "8, 4, 2, 8, 8",
        "12, 4, 2, 12, 8",
        "4, 8, 0.5, 2, 4",
        "0.6, 0.6, 0.5, 0.5, 0.5"
    })
    void resizingStaysWithinItsLimits(double cpus, double memory, double factor, double thenCpus, double thenMemory) {
        with(new Action.Resize(factor, Size.of(0.5, 0.5), Size.of(8, 16)));
        allows(cpus, memory);
        drill.pulled = pull -> allows(((Pull.Resize) pull).size());
        drill.wish().run(20);
        assertThat(asked()).containsExactly(new Pull.Resize(Size.of(thenCpus, thenMemory)));
        assertThat(drill.kinds()).containsExactly(STARTED, DONE);
    }

    @Test
    void theLargestContainerIsNotMadeLarger() {
        with(DOUBLE);
        allows(8, 16);
        drill.wish().run(20);
        assertThat(asked()).isEmpty();
        assertThat(drill.kinds()).containsExactly(DECLINED);
        assertThat(drill.last()).contains("each process may use 8 vCPU and 16 GB, and from 0.5 vCPU and 0.5 GB to");
    }

    @Test
    void whatHasNoLimitCannotGetMore() {
        with(DOUBLE);
        drill.view = Optional.of(
                new View.Sized(Drill.deployment("bad", 0, Status.ACTIVE), Optional.empty(), true, Optional.empty()));
        drill.wish().run(20);
        assertThat(asked()).isEmpty();
        assertThat(drill.last()).contains("no limit is set for it");
    }

    @Test
    void limitsOfOtherKindsAreForPeople() {
        with(DOUBLE);
        drill.view = Optional.of(new View.Sized(
                Drill.deployment("bad", 0, Status.ACTIVE), Optional.of(Size.of(1, 1)), false, Optional.empty()));
        drill.wish().run(20);
        assertThat(asked()).isEmpty();
        assertThat(drill.last()).contains("limits besides processors and memory");
    }

    @Test
    void aResizingIsFollowedReadBackAndVerified() {
        with(DOUBLE);
        allows(2, 4);
        drill.pulled = pull -> drill.view = Optional.of(new View.Sized(
                Drill.deployment("bad", 0, Status.ACTIVE),
                Optional.of(Size.of(4, 8)),
                true,
                Optional.of(Drill.deployment("anew", 41, Status.UNDER_WAY))));
        drill.wish().run(30);
        assertThat(drill.kinds()).containsExactly(STARTED);
        allows(4, 8);
        drill.signal = Reading.GOOD;
        drill.run(100);
        assertThat(drill.kinds()).containsExactly(STARTED, DONE, VERIFIED);
        assertThat(drill.last()).startsWith("resized api from 2 vCPU and 4 GB to 4 vCPU and 8 GB: good for 1m");
    }

    @Test
    void aLostResizingIsReadBackBeforeItIsMadeOnceMore() {
        with(DOUBLE);
        allows(2, 4);
        drill.answer = Optional.of(LOST);
        drill.acts = false;
        drill.wish().run(3600);
        assertThat(asked()).hasSize(2).containsOnly(new Pull.Resize(Size.of(4, 8)));
        assertThat(drill.kinds()).endsWith(IN_DOUBT);
    }

    @Test
    void somebodyElsesLimitStopsOurs() {
        with(DOUBLE);
        allows(2, 4);
        drill.answer = Optional.of(LOST);
        drill.acts = false;
        drill.wish().run(3);
        allows(3, 3);
        drill.run(20);
        assertThat(asked()).hasSize(1);
        assertThat(drill.last()).contains("somebody has set it to 3 vCPU and 3 GB");
    }

    private void pinned(Deployment... deployments) {
        drill.playbook = new Playbook(List.of(Remedy.unpin("web", new Verify("up", seconds(60), seconds(300)))));
        production(Optional.of(new Move(true, "good", at(0), Move.State.DONE)), true, deployments);
    }

    private Drill unpin(Optional<String> deployment) {
        return drill.say(new Command.Unpin("inc-9", "web", deployment, "ann", drill.now));
    }

    private void promoted(String to, Move.State state) {
        production(
                Optional.of(new Move(false, to, drill.now, state)),
                false,
                web(to, 20, Status.ACTIVE),
                web("good", -1200, Status.REPLACED));
    }

    @Test
    void aPersonsWordEndsThePin() {
        pinned(web("fix", 20, Status.IDLE), web("bad", -600, Status.REPLACED), web("good", -1200, Status.ACTIVE));
        drill.pulled = pull -> promoted("fix", Move.State.UNDER_WAY);
        unpin(Optional.empty()).run(10);
        assertThat(asked()).containsExactly(new Pull.Promote("fix"));
        assertThat(drill.kinds()).containsExactly(WANTED, STARTED);
        assertThat(drill.news.get(1).text()).contains("as ann asked").contains("pinned to good");
        promoted("fix", Move.State.DONE);
        drill.signal = Reading.GOOD;
        drill.run(100);
        assertThat(drill.kinds()).containsExactly(WANTED, STARTED, DONE, VERIFIED);
        assertThat(drill.last()).contains("What is pushed goes live again");
    }

    @Test
    void whatWasRolledBackIsNotTakenForTheMend() {
        pinned(web("bad", -600, Status.REPLACED), web("good", -1200, Status.ACTIVE));
        unpin(Optional.empty()).run(10);
        assertThat(asked()).isEmpty();
        assertThat(drill.kinds()).containsExactly(WANTED, DECLINED);
        assertThat(drill.last()).contains("nothing newer is ready: push a mend first");
        drill.now = drill.now.plusSeconds(1);
        drill.pulled = pull -> {};
        unpin(Optional.of("bad")).run(1);
        assertThat(asked()).containsExactly(new Pull.Promote("bad"));
    }

    @ParameterizedTest
    @CsvSource({"broken", "elsewhere"})
    void whatIsNotReadyIsNotPromoted(String id) {
        pinned(web("broken", 20, Status.FAILED), web("good", -1200, Status.ACTIVE));
        unpin(Optional.of(id)).run(10);
        assertThat(asked()).isEmpty();
        assertThat(drill.last()).contains(id + " is not ready to serve");
    }

    @Test
    void whatIsNotPinnedIsLeftAlone() {
        pinned();
        production(Optional.empty(), false, web("good", -1200, Status.ACTIVE));
        unpin(Optional.of("good")).run(10);
        assertThat(asked()).isEmpty();
        assertThat(drill.last()).contains("production is not pinned");
    }

    @Test
    void aLostPromotionIsFoundInTheLastMove() {
        pinned(web("fix", 20, Status.IDLE), web("good", -1200, Status.ACTIVE));
        drill.answer = Optional.of(LOST);
        drill.pulled = pull -> promoted("fix", Move.State.DONE);
        unpin(Optional.empty()).run(60);
        assertThat(asked()).hasSize(1);
        assertThat(drill.kinds()).containsExactly(WANTED, STARTED, STARTED, DONE);
    }

    @Test
    void noAlertEverAsksForIt() {
        pinned(web("good", -1200, Status.ACTIVE));
        assertThat(drill.playbook.expected().remedies()).isEmpty();
        assertThat(drill.playbook.unpinnable()).containsExactly("web");
    }

    @Test
    void aRestartOfTheAgentLooksBeforeItAsksAgain() {
        for (Action action : List.of(Action.Scale.USUAL, new Action.Restart())) {
            Drill other = new Drill();
            other.playbook = new Playbook(List.of(Drill.remedy(Autonomy.AUTO, action)));
            other.view = Optional.of(running(2, Process.State.UP));
            other.pulled = pull -> {};
            other.wish().run(1);
            other.restart(seconds(5));
            other.run(5);
            assertThat(other.performed).hasSize(1);
        }
    }
}
