package dev.tocsin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incident.Page;
import dev.tocsin.incident.Word;
import dev.tocsin.lab.simulation.Fate;
import dev.tocsin.lab.simulation.Pager;
import dev.tocsin.ledger.FlakyLedger;
import dev.tocsin.ledger.FlakyLedger.Mood;
import dev.tocsin.remedy.Autonomy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Invariant 8: with its own database gone, even at the start, the agent pages and does not act; what was comes back with the database. */
class LedgerGoneTest {
    @TempDir
    Path directory;

    private final FlakyLedger database = new FlakyLedger();
    private Stage stage;

    @BeforeEach
    void start() {
        stage = stage(Autonomy.OBSERVE);
    }

    private Stage stage(Autonomy autonomy) {
        return new Stage(directory, Fate.kind(), autonomy, Duration.ZERO, clock -> database);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void withoutALedgerPeopleAreToldAndNothingIsDone() {
        stage.close();
        stage = stage(Autonomy.AUTO);
        stage.badDeploy();
        database.feel(Mood.GONE);
        stage.simulation.pass(Duration.ofMinutes(20));
        assertThat(stage.rings()).containsExactly("chat 0m", "engineer 0m", "lead 2m", "cto 15m");
        assertThat(stage.tried().getFirst()).contains("the ledger cannot be written");
        assertThat(stage.simulation.platform().rollbacks()).isEmpty();
    }

    @Test
    void whatWasOpenBeforeTheStartGoesOnWhenTheLedgerIsBack() {
        stage.badDeploy().simulation.pass(Duration.ofSeconds(30));
        String before = incident();
        restartWithout();
        stage.simulation.pass(Duration.ofMinutes(3));
        assertThat(incident()).as("it knows nothing of the one before").isNotEqualTo(before);

        database.feel(Mood.WELL);
        stage.simulation.pass(Duration.ofSeconds(10));

        assertThat(incident()).isEqualTo(before);
        assertThat(stage.simulation.pager().received().stream()
                        .map(Pager.Received::page)
                        .filter(page -> page.reason() == Page.Reason.MERGED))
                .allSatisfy(page -> assertThat(page.incident().headline()).isEqualTo("goes on as incident " + before))
                .hasSize(2);
    }

    /** Invariant 4, also then: the spool alone says what goes on. */
    @Test
    void aRestartInTheMiddleOfAnOutageOfTheLedgerChangesNothing() {
        stage.badDeploy().simulation.pass(Duration.ofSeconds(30));
        database.feel(Mood.GONE);
        stage.simulation.pass(Duration.ofMinutes(6));
        stage.simulation.restart();
        assertThat(stage.simulation.state().alerts().firing())
                .as("it fires still, though it has not changed since")
                .hasSize(1);
        stage.simulation.pass(Duration.ofMinutes(3));

        assertThat(stage.simulation.pager().received())
                .noneMatch(one -> one.page().kind() == Page.Kind.RESOLVE);
        assertThat(stage.rings())
                .filteredOn(ring -> ring.startsWith("engineer"))
                .hasSize(1);
    }

    /**
     * Invariant 2: a run without the ledger takes for pending what people were told of. What it leaves in the spool does not say that it is
     * over.
     */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRunThatDidNotKnowWhatFiredDoesNotEndIt(boolean isBackAtTheStart) {
        stage.close();
        stage = new Stage(
                directory,
                new Stage.Case(Fate.kind(), Autonomy.OBSERVE, Duration.ZERO, Duration.ofMinutes(2)),
                clock -> database);
        stage.badDeploy().simulation.pass(Duration.ofMinutes(4));
        String before = incident();
        restartWithout();
        stage.simulation.pass(Duration.ofMinutes(1));
        if (isBackAtTheStart) {
            database.feel(Mood.WELL);
        }
        stage.simulation.restart();
        stage.simulation.pass(Duration.ofSeconds(20));
        database.feel(Mood.WELL);
        stage.simulation.pass(Duration.ofSeconds(20));
        stage.simulation.restart();
        stage.simulation.pass(Duration.ofSeconds(20));

        assertThat(incident()).isEqualTo(before);
        assertThat(stage.simulation.state().alerts().firing()).hasSize(1);
        assertThat(stage.simulation.pager().received())
                .noneMatch(one -> one.page().kind() == Page.Kind.RESOLVE);
    }

    /** Invariant 2: whoever was told, under whichever key, is told of the end. */
    @Test
    void nothingStaysOpenAtThePager() {
        stage.badDeploy().simulation.pass(Duration.ofSeconds(30));
        restartWithout();
        stage.simulation.pass(Duration.ofMinutes(3));
        database.feel(Mood.WELL);
        stage.simulation.pass(Duration.ofSeconds(10));
        stage.simulation.platform().deploy("dpl-3", "fixed");
        stage.simulation.pass(Duration.ofMinutes(20));

        assertThat(stage.simulation.pager().open()).isEmpty();
        assertThat(stage.simulation.state().incidents().stream()).isEmpty();
        assertThat(database.state().incidents()).isEmpty();
        assertThat(database.state().alerts()).isEmpty();
    }

    /** Invariant 2: also when it was over while the ledger was gone. */
    @Test
    void whatEndedMeanwhileIsToldToThoseWhoKnewOfIt() {
        stage.badDeploy().simulation.pass(Duration.ofSeconds(30));
        restartWithout();
        stage.simulation.platform().deploy("dpl-3", "fixed");
        stage.simulation.pass(Duration.ofMinutes(3));
        assertThat(stage.simulation.pager().open()).isNotEmpty();

        database.feel(Mood.WELL);
        stage.simulation.pass(Duration.ofMinutes(10));
        assertThat(stage.simulation.pager().open()).isEmpty();
    }

    /** Invariant 3: an acknowledgement holds for both, whichever it was given to. */
    @Test
    void anAcknowledgementHolds() {
        stage.badDeploy().simulation.pass(Duration.ofSeconds(30));
        restartWithout();
        stage.simulation.pass(Duration.ofMinutes(3));
        acknowledge();
        database.feel(Mood.WELL);
        stage.simulation.pass(Duration.ofHours(1));

        assertThat(stage.rings()).noneMatch(ring -> ring.startsWith("lead"));
    }

    @Test
    void anAcknowledgementOfBeforeHolds() {
        stage.badDeploy().simulation.pass(Duration.ofSeconds(30));
        acknowledge();
        restartWithout();
        stage.simulation.pass(Duration.ofMinutes(3));
        database.feel(Mood.WELL);
        stage.simulation.pass(Duration.ofHours(1));

        assertThat(stage.rings()).noneMatch(ring -> ring.startsWith("lead"));
    }

    /** A crash after the replay and before the merge: the ledger has both. */
    @Test
    void twoOfOneGroupInTheLedgerAreMerged() {
        stage.badDeploy().simulation.pass(Duration.ofSeconds(30));
        restartWithout();
        stage.simulation.pass(Duration.ofMinutes(3));
        database.feel(Mood.WELL);
        stage.simulation.restart();
        stage.simulation.pass(Duration.ofMinutes(1));
        stage.simulation.platform().deploy("dpl-3", "fixed");
        stage.simulation.pass(Duration.ofMinutes(20));

        assertThat(stage.simulation.pager().open()).isEmpty();
        assertThat(database.state().incidents()).isEmpty();
    }

    private void restartWithout() {
        database.feel(Mood.GONE);
        stage.simulation.restart();
    }

    private String incident() {
        return stage.simulation.state().incidents().stream()
                .findFirst()
                .orElseThrow()
                .id();
    }

    private void acknowledge() {
        stage.simulation.say(new Inbox.Item.Said(
                new Word.Acknowledge(incident(), "ann", stage.simulation.clock().now(), Optional.empty())));
    }
}
