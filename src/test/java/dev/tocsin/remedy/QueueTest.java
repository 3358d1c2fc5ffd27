package dev.tocsin.remedy;

import static dev.tocsin.incident.ActNews.Kind.DECLINED;
import static dev.tocsin.incident.ActNews.Kind.DONE;
import static dev.tocsin.incident.ActNews.Kind.INEFFECTIVE;
import static dev.tocsin.incident.ActNews.Kind.QUEUED;
import static dev.tocsin.incident.ActNews.Kind.STARTED;
import static dev.tocsin.incident.ActNews.Kind.VERIFIED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.provider.Deployment.Status;
import dev.tocsin.provider.Pull;
import dev.tocsin.provider.View;
import dev.tocsin.provider.View.Process;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two things are wrong with one service: what is right about each is done one after the other. */
final class QueueTest {
    private final Drill drill = new Drill();

    @BeforeEach
    void aScalingIsUnderWay() {
        allow(Autonomy.AUTO);
        runs(2);
        drill.pulled = pull -> runs(3);
        drill.wish("inc-1", "scale").run(20);
        assertThat(drill.kinds()).containsExactly(STARTED, DONE);
        drill.news.clear();
        drill.view = Optional.empty();
        drill.acts = false;
    }

    private void allow(Autonomy autonomy) {
        drill.playbook =
                new Playbook(List.of(Drill.remedy(autonomy), Drill.remedy("scale", Autonomy.AUTO, Action.Scale.USUAL)));
    }

    private void runs(int replicas) {
        List<Process> processes = IntStream.rangeClosed(1, replicas)
                .mapToObj(number -> new Process("p" + number, Process.State.UP))
                .toList();
        drill.view = Optional.of(new View.Running(
                Drill.deployment("bad", 0, Status.ACTIVE), replicas, true, processes, Optional.empty()));
    }

    private List<Pull> asked() {
        return drill.performed.stream().map(Task.Perform::pull).toList();
    }

    /** By its id it comes before the other or after it. */
    @ParameterizedTest
    @ValueSource(strings = {"inc-0", "inc-2"})
    void aRollbackWaitsUntilTheScalingIsOver(String incident) {
        drill.wish(incident).run(30);
        assertThat(drill.kinds()).containsExactly(QUEUED);
        assertThat(drill.last()).isEqualTo("waits to roll api back: another act on it is under way, inc-1/scale");

        drill.run(300);

        assertThat(drill.kinds()).startsWith(QUEUED, INEFFECTIVE, STARTED);
        assertThat(asked()).containsExactly(new Pull.Scale(3), new Pull.Rollback("good"));
    }

    @Test
    void itGoesOnInTheTurnInWhichTheOtherIsOver() {
        drill.wish("inc-2").run(10).signal = Reading.GOOD;
        drill.run(80);
        assertThat(drill.kinds()).startsWith(QUEUED, VERIFIED, STARTED);
        assertThat(drill.news.get(2).at()).isEqualTo(drill.news.get(1).at());
    }

    @Test
    void itIsLeftAloneWhenTheAlertIsOverMeanwhile() {
        drill.wish("inc-2").run(10).firing.clear();
        drill.say(new Command.Pardon("other", "ann", drill.now)).run(400);
        assertThat(drill.kinds()).startsWith(QUEUED, DECLINED);
        assertThat(drill.news.get(1).text()).contains("the alert is over");
        assertThat(asked()).hasSize(1);
    }

    @Test
    void aPersonMayForbidItMeanwhile() {
        drill.wish("inc-2").run(10);
        drill.say(new Command.Reject("inc-2/back", "ann", drill.now)).run(400);
        assertThat(drill.kinds()).startsWith(QUEUED, DECLINED);
        assertThat(asked()).hasSize(1);
    }

    @Test
    void itStillWaitsAfterARestart() {
        drill.wish("inc-2").run(10);
        drill.restart(Drill.seconds(30));
        drill.run(400);
        assertThat(drill.kinds()).startsWith(QUEUED, INEFFECTIVE, STARTED);
        assertThat(asked()).hasSize(2);
    }

    @Test
    void leaveThatWasGivenIsNotAskedForAgain() {
        allow(Autonomy.APPROVE);
        drill.remedies = Remedies.none();
        drill.wish("inc-2").run(5);
        drill.view = Optional.empty();
        drill.acts = true;
        runs(3);
        drill.pulled = pull -> runs(4);
        drill.wish("inc-3", "scale").run(20);
        drill.view = Optional.empty();
        drill.acts = false;
        drill.news.clear();

        drill.say(new Command.Approve("inc-2/back", "ann", drill.now)).run(400);

        assertThat(drill.kinds()).startsWith(QUEUED, INEFFECTIVE, STARTED);
        assertThat(drill.news.get(2).text()).contains("approved by ann");
    }

    @Test
    void whatWouldBeWrongAnywayDoesNotWait() {
        drill.replace(Drill.deployment("next", 40, Status.ACTIVE));
        drill.wish("inc-2").run(10);
        assertThat(drill.kinds()).containsExactly(DECLINED);
    }
}
