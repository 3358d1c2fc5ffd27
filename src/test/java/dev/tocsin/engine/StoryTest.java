package dev.tocsin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alert.Alert;
import dev.tocsin.incident.Page;
import dev.tocsin.incident.Word;
import dev.tocsin.lab.simulation.Fate;
import dev.tocsin.lab.simulation.Pager;
import dev.tocsin.model.Matcher;
import dev.tocsin.mute.Silence;
import dev.tocsin.notify.Cause;
import dev.tocsin.notify.Delivery;
import dev.tocsin.notify.Parcel;
import dev.tocsin.remedy.Autonomy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The line from a finding to pages and acts, on the real ledger, in simulated time. */
class StoryTest {
    @TempDir
    Path directory;

    @Test
    void aBadDeployIsRolledBackAndEverybodyHearsOfTheEnd() {
        try (Stage stage = new Stage(directory, Fate.kind(), Autonomy.AUTO, Duration.ZERO).badDeploy()) {
            stage.simulation.pass(Duration.ofMinutes(20));

            assertThat(stage.rings()).containsExactly("chat 0m", "engineer 0m");
            assertThat(stage.simulation.platform().rollbacks()).hasSize(1);
            assertThat(stage.simulation.platform().serving()).isEqualTo("good");
            assertThat(stage.simulation.pager().open()).isEmpty();
            assertThat(stage.simulation.state().incidents().stream()).isEmpty();
        }
    }

    /** Invariant 3: escalation is on time. */
    @Test
    void anOutageOfThirtyOneMinutesWakesThreePeopleAtZeroFifteenAndThirty() {
        try (Stage stage = new Stage(directory, Fate.kind(), Autonomy.OBSERVE, Duration.ZERO).badDeploy()) {
            stage.simulation.pass(Duration.ofMinutes(31));
            assertThat(stage.rings()).containsExactly("chat 0m", "engineer 0m", "lead 15m", "cto 30m");
            stage.simulation.platform().deploy("dpl-3", "fixed");
            stage.simulation.pass(Duration.ofMinutes(10));
            assertThat(stage.simulation.pager().open()).isEmpty();
        }
    }

    @Test
    void nobodyIsWokenAfterAnAcknowledgement() {
        try (Stage stage = new Stage(directory, Fate.kind(), Autonomy.OBSERVE, Duration.ZERO).badDeploy()) {
            stage.simulation.pass(Duration.ofMinutes(10));
            acknowledge(stage);
            stage.simulation.pass(Duration.ofHours(2));
            assertThat(stage.rings()).containsExactly("chat 0m", "engineer 0m");
        }
    }

    /** Invariant 4: the message that a bot has posted is known again, so that it is edited and not posted once more. */
    @Test
    void whatWasPostedIsKnownAfterARestart() {
        try (Stage stage = new Stage(directory, Fate.kind(), Autonomy.OBSERVE, Duration.ofSeconds(20)).badDeploy()) {
            stage.simulation.pass(Duration.ofMinutes(5));
            List<Optional<String>> before = receipts(stage);
            assertThat(before).isNotEmpty().allMatch(Optional::isPresent);

            stage.simulation.restart();
            stage.simulation.pass(Duration.ofMinutes(1));
            assertThat(receipts(stage)).isEqualTo(before);
        }
    }

    private static List<Optional<String>> receipts(Stage stage) {
        return stage.simulation.state().outbox().kept().map(Parcel::receipt).toList();
    }

    @Test
    void whatFiresUnderASilenceIsPagedWhenTheSilenceEnds() {
        try (Stage stage = new Stage(directory, Fate.kind(), Autonomy.OBSERVE, Duration.ZERO)) {
            Instant until = Stage.START.plus(Stage.PEACE).plus(Duration.ofMinutes(15));
            stage.simulation.say(new Inbox.Item.Silenced(new Silence(
                    "s1",
                    List.of(Matcher.equal("service", "api")),
                    Stage.START,
                    until,
                    new Silence.Authorship("ann", "maintenance", Stage.START))));
            stage.badDeploy().simulation.pass(Duration.ofMinutes(20));
            assertThat(stage.rings()).containsExactly("chat 15m", "engineer 15m");
        }
    }

    /** A world in which the rollback changes nothing: it is not done twice, and the next person hears what was tried. */
    @Test
    void aRollbackWithoutEffectIsNotRepeated() {
        try (Stage stage = new Stage(directory, Fate.kind(), Autonomy.AUTO, Duration.ZERO).badDeploy()) {
            stage.simulation.platform().makeRollbacksVain();
            stage.simulation.rule(Stage.API_DOWN, Stage.LABELS, dev.tocsin.alert.Hold.NONE, () -> true);
            stage.simulation.pass(Duration.ofMinutes(40));

            assertThat(stage.simulation.platform().rollbacks()).hasSize(1);
            Page toLead = stage.simulation.pager().rings().get(2).page();
            assertThat(toLead.endpoint().id()).isEqualTo("lead");
            assertThat(toLead.reason()).isEqualTo(Page.Reason.ACT_FAILED);
            assertThat(toLead.incident().tried().getFirst().text()).contains("no effect");
        }
    }

    /** Invariant 1: no page is lost through an outage of the far end. */
    @Test
    void aPagerThatIsDownIsTriedUntilItIsUp() {
        try (Stage stage = new Stage(directory, Fate.kind(), Autonomy.OBSERVE, Duration.ZERO).badDeploy()) {
            stage.simulation.pager().answer("engineer", Pager.down());
            stage.simulation.pass(Duration.ofMinutes(10));
            assertThat(stage.rings()).containsExactly("chat 0m", "chat 2m");
            assertThat(stage.headlines()).contains("PagesUndelivered engineer");
            stage.simulation.pager().heal("engineer");
            stage.simulation.pass(Duration.ofMinutes(6));
            assertThat(stage.rings()).anyMatch(ring -> ring.startsWith("engineer"));
            assertThat(stage.simulation.state().alerts().firing().map(Alert::name))
                    .containsExactly("ApiDown");
        }
    }

    @Test
    void aPagerThatRefusesMovesTheLadderOnAtOnce() {
        try (Stage stage = new Stage(directory, Fate.kind(), Autonomy.OBSERVE, Duration.ZERO).badDeploy()) {
            stage.simulation.pager().answer("engineer", new Delivery.Refused(Cause.UNAUTHORIZED, "invalid key"));
            stage.simulation.pass(Duration.ofSeconds(50));
            assertThat(stage.rings()).containsExactly("chat 0m", "lead 0m");
            stage.simulation.pass(Duration.ofMinutes(1));
            assertThat(stage.headlines())
                    .as("somebody is told that she was not")
                    .contains("PagesUndelivered engineer");
        }
    }

    /** A wall clock that jumps by a day moves calendars only. */
    @Test
    void aJumpOfTheWallMovesNoTimer() {
        try (Stage stage = new Stage(directory, Fate.kind(), Autonomy.OBSERVE, Duration.ZERO).badDeploy()) {
            stage.simulation.pass(Duration.ofMinutes(5));
            stage.simulation.clock().jumpWall(Duration.ofDays(1));
            stage.simulation.pass(Duration.ofMinutes(26));
            assertThat(stage.rings()).containsExactly("chat 0m", "engineer 0m", "lead 15m", "cto 30m");
        }
    }

    private static void acknowledge(Stage stage) {
        String incident = stage.simulation.state().incidents().stream()
                .findFirst()
                .orElseThrow()
                .id();
        stage.simulation.say(new Inbox.Item.Said(
                new Word.Acknowledge(incident, "ann", stage.simulation.clock().now(), Optional.empty())));
    }
}
