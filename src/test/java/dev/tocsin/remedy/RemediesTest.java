package dev.tocsin.remedy;

import static dev.tocsin.incident.ActNews.Kind.AWAITING_APPROVAL;
import static dev.tocsin.incident.ActNews.Kind.COULD_NOT;
import static dev.tocsin.incident.ActNews.Kind.DECLINED;
import static dev.tocsin.incident.ActNews.Kind.DONE;
import static dev.tocsin.incident.ActNews.Kind.FAILED;
import static dev.tocsin.incident.ActNews.Kind.INEFFECTIVE;
import static dev.tocsin.incident.ActNews.Kind.IN_DOUBT;
import static dev.tocsin.incident.ActNews.Kind.STARTED;
import static dev.tocsin.incident.ActNews.Kind.SUGGESTED;
import static dev.tocsin.incident.ActNews.Kind.VERIFIED;
import static dev.tocsin.remedy.Drill.at;
import static dev.tocsin.remedy.Drill.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.deploy.Deploys;
import dev.tocsin.incident.ActNews.Kind;
import dev.tocsin.provider.Answer;
import dev.tocsin.provider.Answer.Cause;
import dev.tocsin.provider.Deployment;
import dev.tocsin.provider.Deployment.Status;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The life of an act, as stories in simulated time. */
final class RemediesTest {
    private final Drill drill = new Drill();

    @Test
    void aBadDeployIsRolledBackAndTheRecoveryIsVerified() {
        drill.wish().run(30);
        assertThat(drill.kinds()).containsExactly(STARTED, DONE);
        assertThat(drill.news.getFirst().text())
                .contains("rolling api back from bad (commit c0ffee-bad) to good (commit c0ffee-goo)")
                .contains("the trouble began 20s after")
                .contains("good (commit c0ffee-goo) was healthy for 20m");
        drill.signal = Reading.GOOD;
        drill.run(70);
        assertThat(drill.kinds()).containsExactly(STARTED, DONE, VERIFIED);
        assertThat(drill.last())
                .contains("variables went back")
                .contains("bring bad")
                .contains("good for 1m");
        assertThat(drill.performed).hasSize(1);
    }

    @Test
    void noEffectIsToldAndNothingIsTriedAgain() {
        drill.wish().run(600);
        assertThat(drill.kinds()).containsExactly(STARTED, DONE, INEFFECTIVE);
        assertThat(drill.last()).isEqualTo("tried rollback of api to good (commit c0ffee-goo), no effect within 5m");
        drill.wish().run(600);
        drill.deploys = Deploys.none();
        assertThat(drill.performed).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BAD", "ABSENT"})
    void goodMustLastWithoutABreak(String interruption) {
        drill.wish().signal = Reading.GOOD;
        drill.run(50);
        drill.signal = Reading.valueOf(interruption);
        drill.run(5);
        drill.signal = Reading.GOOD;
        drill.run(50);
        assertThat(drill.kinds()).containsExactly(STARTED, DONE);
        drill.run(20);
        assertThat(drill.kinds()).containsExactly(STARTED, DONE, VERIFIED);
    }

    @Test
    void absentIsNotGood() {
        drill.signal = Reading.ABSENT;
        assertThat(drill.wish().run(600).kinds()).endsWith(INEFFECTIVE);
    }

    @Test
    void aRestartDuringVerificationChangesNothing() {
        drill.wish().signal = Reading.GOOD;
        drill.run(40);
        drill.restart(seconds(10));
        drill.run(15);
        assertThat(drill.kinds()).containsExactly(STARTED, DONE, VERIFIED);
    }

    @Test
    void downPastTheEndOfVerificationIsNotCalledIneffectiveUnseen() {
        drill.wish().run(10);
        drill.restart(seconds(3600));
        drill.signal = Reading.GOOD;
        drill.run(70);
        assertThat(drill.kinds()).endsWith(VERIFIED);
    }

    @Test
    void anAnswerLostAfterItActedIsFoundByReadingBack() {
        drill.answer = Optional.of(new Answer.Unknown<>(Cause.TIMEOUT, ""));
        drill.wish().run(20);
        assertThat(drill.kinds()).containsExactly(STARTED, STARTED, DONE);
        assertThat(drill.news.get(1).text()).contains("did not answer in time").contains("looking at the platform");
        assertThat(drill.performed).hasSize(1);
    }

    @Test
    void aRequestThatSurelyDidNotArriveIsMadeOnceMore() {
        drill.answer = Optional.of(new Answer.Unknown<>(Cause.TIMEOUT, ""));
        drill.acts = false;
        drill.wish().run(29);
        assertThat(drill.performed).hasSize(1);
        drill.acts = true;
        drill.run(10);
        assertThat(drill.performed).hasSize(2);
        assertThat(drill.kinds()).containsExactly(STARTED, STARTED, STARTED, STARTED, DONE);
    }

    @Test
    void afterTwoRequestsWithoutATraceAPersonIsTold() {
        drill.answer = Optional.of(new Answer.Unknown<>(Cause.TIMEOUT, ""));
        drill.acts = false;
        drill.wish().run(3600);
        assertThat(drill.performed).hasSize(2);
        assertThat(drill.kinds()).endsWith(IN_DOUBT);
        assertThat(drill.last()).contains("asked 2 times").contains("look at the platform");
    }

    @Test
    void aDeploymentOfSomebodyElseMeanwhileStopsTheAct() {
        drill.answer = Optional.of(new Answer.Unknown<>(Cause.TIMEOUT, ""));
        drill.acts = false;
        drill.wish().run(10);
        drill.replace(Drill.deployment("fix", 49, Status.UNDER_WAY));
        drill.run(10);
        assertThat(drill.kinds()).endsWith(IN_DOUBT);
        assertThat(drill.last()).contains("somebody has deployed fix");
        assertThat(drill.performed).hasSize(1);
    }

    @Test
    void aRestartWhileTheRequestIsUnderWayReadsBack() {
        drill.wish().run(0);
        // The report of the evidence has come in and the request has left; its answer dies with the process.
        Drill crashed = drill;
        crashed.remedies = Remedies.of(List.of(requesting(crashed))).resumed(crashed.now);
        assertThat(crashed.stage()).isInstanceOf(Stage.InDoubt.class);
        int before = crashed.performed.size();
        crashed.run(10);
        assertThat(crashed.performed).hasSize(before);
        assertThat(crashed.kinds()).endsWith(DONE);
    }

    private static Act requesting(Drill drill) {
        Act act = drill.remedies.find("inc-1/back").orElseThrow();
        Plan plan = ((Stage.Verifying) act.stage()).plan();
        return act.in(new Stage.Requesting(plan, drill.now, drill.now.plusSeconds(12), 1));
    }

    @Test
    void aRefusalIsToldAndEscalates() {
        drill.answer = Optional.of(new Answer.Refused<>(Cause.UNAUTHORIZED, "Not Authorized"));
        drill.acts = false;
        drill.wish().run(60);
        assertThat(drill.kinds()).containsExactly(STARTED, COULD_NOT);
        assertThat(drill.last())
                .isEqualTo(
                        "could not roll api back to good (commit c0ffee-goo), because the platform did not accept the"
                                + " token for this (Not Authorized)");
    }

    @Test
    void aPlatformThatIsDownMeansNoActAndSaysSo() {
        drill.listing = false;
        drill.wish().run(20);
        assertThat(drill.kinds()).isEmpty();
        drill.run(30);
        assertThat(drill.kinds()).containsExactly(COULD_NOT);
        assertThat(drill.last()).isEqualTo("could not roll api back, because the platform did not answer in time");
    }

    @Test
    void aPlatformThatComesBackInTimeIsGoodEnough() {
        drill.listing = false;
        drill.wish().run(12);
        drill.listing = true;
        assertThat(drill.run(20).kinds()).containsExactly(STARTED, DONE);
    }

    @Test
    void theNewDeploymentIsFollowedToItsEnd() {
        drill.acts = false;
        drill.wish().run(20);
        drill.replace(new Deployment("new", at(45), Status.UNDER_WAY, at(45), true, Optional.of("c0ffee-good")));
        drill.run(20);
        assertThat(drill.kinds()).containsExactly(STARTED);
        drill.change("new", Status.FAILED);
        drill.run(20);
        assertThat(drill.kinds()).containsExactly(STARTED, FAILED);
        assertThat(drill.last()).contains("the new deployment new could not be started");
    }

    @Test
    void aYesWithoutANewDeploymentIsInDoubt() {
        drill.acts = false;
        drill.wish().run(700);
        assertThat(drill.kinds()).containsExactly(STARTED, IN_DOUBT);
        assertThat(drill.last()).contains("no new deployment was seen within 10m, no effect");
        assertThat(drill.performed).hasSize(1);
    }

    static Stream<Arguments> reasonsAgainst() {
        return Stream.of(
                against("the alert is over", drill -> drill.firing.clear(), DECLINED),
                against("there is no record of how healthy", drill -> drill.deploys = Deploys.none(), COULD_NOT),
                against("no earlier deployment", drill -> drill.deployments.removeLast(), COULD_NOT),
                against("no deployment that serves", drill -> drill.deployments.clear(), COULD_NOT),
                against(
                        "fix (commit c0ffee-fix) is being deployed already",
                        drill -> drill.deployments.addFirst(Drill.deployment("fix", 30, Status.UNDER_WAY)),
                        DECLINED),
                against(
                        "can no longer go back to good",
                        drill -> drill.deployments.replaceAll(one -> new Deployment(
                                one.id(), one.createdAt(), one.status(), one.statusAt(), false, one.commit())),
                        DECLINED),
                against(
                        "the trouble began 20s before next",
                        drill -> drill.replace(Drill.deployment("next", 40, Status.ACTIVE)),
                        DECLINED),
                against("of 1h", drill -> drill.playbook = needing(3600, 1800), DECLINED),
                against("more than 10s", drill -> drill.playbook = needing(600, 10), DECLINED),
                against("no longer configured", drill -> drill.playbook = Playbook.NONE, COULD_NOT));
    }

    private static Arguments against(String reason, Consumer<Drill> change, Kind outcome) {
        return Arguments.of(reason, change, outcome);
    }

    private static Playbook needing(long healthyFor, long deployedWithin) {
        Remedy usual = Drill.remedy(Autonomy.AUTO);
        return new Playbook(List.of(new Remedy(
                usual.trigger(),
                usual.service(),
                usual.autonomy(),
                new Action.Rollback(new Action.Evidence(seconds(deployedWithin), seconds(healthyFor))),
                usual.limits(),
                usual.approval(),
                usual.verify(),
                usual.pace())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("reasonsAgainst")
    void noActWithoutEvidence(String reason, Consumer<Drill> change, Kind outcome) {
        change.accept(drill);
        drill.wish().run(60);
        assertThat(drill.performed).isEmpty();
        assertThat(drill.kinds()).containsExactly(outcome);
        assertThat(drill.last()).contains(reason);
    }

    @Test
    void theTargetIsTheLastGoodOneNotTheOneBefore() {
        drill.replace(Drill.deployment("worse", 18, Status.ACTIVE));
        drill.wish().run(60);
        assertThat(drill.performed).extracting(Drill::target).containsExactly("good");
        assertThat(drill.news.getFirst().text()).contains("back from worse").contains("to good");
    }

    @Test
    void cooldownBudgetAndLoopBreakerRememberThePast() {
        drill.wish().run(400);
        assertThat(drill.kinds()).endsWith(INEFFECTIVE);
        drill.wish("inc-2").run(10);
        assertThat(drill.kinds()).endsWith(DECLINED);
        assertThat(drill.last())
                .contains("the last act on it was 6m40s ago, less than 10m")
                .contains("an earlier act on it did not help");
        drill.say(new Command.Pardon("api", "ann", drill.now)).wish("inc-3").run(10);
        assertThat(drill.last()).contains("less than 10m").doesNotContain("did not help");
        assertThat(drill.performed).hasSize(1);
    }

    @Test
    void oneActAtATimeForAService() {
        drill.acts = false;
        drill.wish("inc-1").run(5);
        drill.wish("inc-2").run(5);
        assertThat(drill.last()).contains("another act on it is under way: inc-1/back");
        assertThat(drill.performed).hasSize(1);
    }

    @Test
    void observeAndSuggestOnlySpeak() {
        drill.playbook = new Playbook(List.of(Drill.remedy(Autonomy.OBSERVE)));
        drill.wish().run(60);
        assertThat(drill.kinds()).containsExactly(SUGGESTED);
        assertThat(drill.last()).startsWith("would have rolled api back from bad");
        drill.playbook = new Playbook(List.of(Drill.remedy(Autonomy.SUGGEST)));
        drill.wish("inc-2").run(60);
        assertThat(drill.last()).startsWith("suggests to roll api back from bad");
        drill.listing = false;
        drill.wish("inc-3").run(60);
        assertThat(drill.kinds()).containsExactly(SUGGESTED, SUGGESTED, DECLINED);
        assertThat(drill.performed).isEmpty();
    }

    @Test
    void leaveIsWaitedForAndTheEvidenceIsWeighedAnew() {
        drill.playbook = new Playbook(List.of(Drill.remedy(Autonomy.APPROVE)));
        drill.wish().run(60);
        assertThat(drill.kinds()).containsExactly(AWAITING_APPROVAL);
        assertThat(drill.performed).isEmpty();
        drill.restart(seconds(60));
        drill.say(new Command.Approve("inc-1/back", "ann", drill.now)).run(10);
        assertThat(drill.kinds()).containsExactly(AWAITING_APPROVAL, STARTED, DONE);
        assertThat(drill.news.get(1).text()).contains("approved by ann");
    }

    @Test
    void whatHasChangedSinceTheQuestionCounts() {
        drill.playbook = new Playbook(List.of(Drill.remedy(Autonomy.APPROVE)));
        drill.wish().run(60);
        drill.deployments.addFirst(Drill.deployment("fix", 80, Status.UNDER_WAY));
        drill.say(new Command.Approve("inc-1/back", "ann", drill.now)).run(10);
        assertThat(drill.kinds()).containsExactly(AWAITING_APPROVAL, DECLINED);
    }

    @Test
    void leaveExpires() {
        drill.playbook = new Playbook(List.of(Drill.remedy(Autonomy.APPROVE)));
        drill.wish().run(1000);
        assertThat(drill.kinds()).containsExactly(AWAITING_APPROVAL, DECLINED);
        assertThat(drill.last()).contains("nobody gave leave within 15m");
        drill.say(new Command.Approve("inc-1/back", "ann", drill.now)).run(10);
        assertThat(drill.performed).isEmpty();
    }

    @Test
    void aPersonMayForbidIt() {
        drill.playbook = new Playbook(List.of(Drill.remedy(Autonomy.APPROVE)));
        drill.wish()
                .run(10)
                .say(new Command.Reject("inc-1/back", "ann", drill.now))
                .run(10);
        assertThat(drill.last()).isEqualTo("did not roll api back, because forbidden by ann");
    }

    @Test
    void recoveryWithoutHelpWithdrawsTheQuestion() {
        drill.playbook = new Playbook(List.of(Drill.remedy(Autonomy.APPROVE)));
        drill.wish().run(10);
        drill.firing.clear();
        drill.say(new Command.Pardon("other", "ann", drill.now));
        assertThat(drill.kinds()).containsExactly(AWAITING_APPROVAL, DECLINED);
    }
}
