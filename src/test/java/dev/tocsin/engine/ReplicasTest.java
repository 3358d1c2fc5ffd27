package dev.tocsin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incident.Page.Kind;
import dev.tocsin.incident.Word;
import dev.tocsin.lab.simulation.Pager;
import dev.tocsin.ledger.Durability;
import dev.tocsin.remedy.Autonomy;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Invariants 1, 2, 5, 6 and 8 with two agents on one PostgreSQL, of which one is killed, paused, cut off or stopped. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplicasTest {
    private static final Duration TAKE_OVER = Duration.ofSeconds(15);

    @TempDir
    Path directory;

    private EmbeddedPostgres server;
    private Fleet fleet;
    private Fleet.Agent one;
    private Fleet.Agent two;

    @BeforeAll
    void startServer() throws IOException {
        // It is our statements that are tested, not whether PostgreSQL reaches the disk.
        server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("synchronous_commit", "off")
                .start();
    }

    @AfterAll
    void stopServer() throws IOException {
        server.close();
    }

    @BeforeEach
    void start() throws SQLException {
        begin(Autonomy.OBSERVE);
    }

    private void begin(Autonomy autonomy) throws SQLException {
        String url = "postgresql://postgres:any@127.0.0.1:" + server.getPort() + "/postgres";
        fleet = new Fleet(directory, server.getPostgresDatabase(), url, autonomy);
        one = fleet.start("one");
        two = fleet.start("two");
    }

    @AfterEach
    void stop() throws SQLException {
        fleet.close();
    }

    @Test
    void oneDecidesAndTheOtherWatches() {
        bad();
        fleet.pass(Duration.ofMinutes(1));
        assertThat(fleet.deciding()).containsExactly("one");
        assertThat(fleet.received("engineer", Kind.TRIGGER)).isEqualTo(1);
        assertThat(two.state().alerts().firing()).hasSize(1);
        assertThat(two.durability())
                .isInstanceOfSatisfying(
                        Durability.StandingBy.class,
                        standing -> assertThat(standing.why()).contains("pid 1 on one"));
        assertThat(two.state().incidents().stream())
                .as("it shows what the holder knows")
                .hasSize(1);
    }

    @Test
    void theOtherTakesOverFromOneThatIsKilled_andTellsNobodyTwice() {
        bad();
        fleet.pass(Duration.ofSeconds(30));
        one.kill();
        fleet.pass(TAKE_OVER);
        assertThat(fleet.deciding()).containsExactly("two");
        fleet.pass(Duration.ofMinutes(2));
        assertThat(fleet.received("engineer", Kind.TRIGGER)).isEqualTo(1);
        fixed();
        assertThat(fleet.pager.open()).isEmpty();
        assertThat(fleet.received("engineer", Kind.RESOLVE)).isEqualTo(1);
    }

    @Test
    void theLadderGoesOnOnTime() {
        bad();
        fleet.pass(Duration.ofMinutes(14));
        one.kill();
        fleet.pass(Duration.ofMinutes(2));
        assertThat(fleet.received("lead", Kind.TRIGGER)).isEqualTo(1);
    }

    @Test
    void oneThatIsStoppedHandsOverAtOnce() {
        one.stop();
        fleet.pass(Duration.ofSeconds(3));
        assertThat(fleet.deciding()).containsExactly("two");
    }

    /** A page was handed out, and the process stood still before it was sent. */
    @Test
    void oneThatWasPausedSendsNothingWhenItWakesUp() {
        fleet.pass(Duration.ofSeconds(20));
        fleet.platform.deploy("dpl-2", "bad");
        while (one.state().outbox().undelivered() == 0) {
            fleet.pass(Duration.ofMillis(100));
        }
        // The page is in flight in the ledger, and not sent.
        one.pause();
        assertThat(fleet.pager.received()).isEmpty();
        fleet.pass(Duration.ofMinutes(1));
        int told = fleet.pager.received().size();
        assertThat(fleet.received("engineer", Kind.TRIGGER)).isEqualTo(1);

        one.goOn();
        fleet.pass(Duration.ofSeconds(3));
        assertThat(fleet.pager.received()).hasSize(told);
        assertThat(fleet.deciding()).containsExactly("two");
        fixed();
        assertThat(fleet.pager.open()).isEmpty();
    }

    @Test
    void withoutADatabaseTheHolderGoesOn_andTheOtherWaitsHalfAMinuteLonger() {
        fleet.pass(Duration.ofSeconds(20));
        one.cut();
        two.cut();
        bad();
        fleet.pass(Duration.ofSeconds(35));
        assertThat(fleet.deciding()).containsExactly("one");
        assertThat(fleet.received("engineer", Kind.TRIGGER)).isEqualTo(1);
        fleet.pass(Duration.ofMinutes(1));
        assertThat(fleet.deciding()).containsExactly("one", "two");
        assertThat(fleet.received("engineer", Kind.TRIGGER))
                .as("at most one a replica")
                .isEqualTo(2);

        one.mend();
        two.mend();
        fleet.pass(Duration.ofSeconds(15));
        assertThat(fleet.deciding()).hasSize(1);
        fixed();
        assertThat(fleet.pager.open())
                .as("whoever was told, under whichever key, is told of the end")
                .isEmpty();
        assertThat(one.state().incidents().stream()).isEmpty();
    }

    /** Invariant 5: what was owed when the database went has been brought there by each when it is back. */
    @Test
    void whatBothHaveBroughtThereIsNotSentByTheOneThatTakesOver() {
        fleet.pager.answer("engineer", Pager.down());
        bad();
        fleet.pass(Duration.ofMinutes(1));
        one.cut();
        two.cut();
        fleet.pass(Duration.ofMinutes(1));
        assertThat(fleet.deciding()).containsExactly("one", "two");
        fleet.pager.heal("engineer");
        fleet.pass(Duration.ofMinutes(5));
        long told = fleet.received("engineer", Kind.TRIGGER);
        assertThat(told).as("once by each, of it and that she was not told").isBetween(2L, 4L);

        two.mend();
        fleet.pass(TAKE_OVER);
        one.mend();
        fleet.pass(Duration.ofMinutes(5));
        assertThat(fleet.deciding()).containsExactly("two");
        assertThat(fleet.received("engineer", Kind.TRIGGER)).isEqualTo(told);
    }

    /** Nobody but the one that stood by is left, and it cannot reach the database. */
    @Test
    void whatBeganWithoutTheDatabaseIsInItOnceItIsBack() throws SQLException {
        one.cut();
        two.cut();
        bad();
        fleet.pass(Duration.ofMinutes(2));
        one.kill();
        two.mend();
        fleet.pass(Duration.ofMinutes(1));
        assertThat(fleet.deciding()).containsExactly("two");
        assertThat(fleet.stored("alert"))
                .as("whoever comes next must not think that it is over")
                .isEqualTo(1);
    }

    @Test
    void theOtherPagesAloneWhenTheHolderIsGoneToo() {
        fleet.pass(Duration.ofSeconds(20));
        one.kill();
        two.cut();
        bad();
        fleet.pass(Duration.ofMinutes(1));
        assertThat(fleet.received("engineer", Kind.TRIGGER)).isEqualTo(1);
        two.mend();
        fleet.pass(Duration.ofSeconds(15));
        assertThat(fleet.deciding()).containsExactly("two");
        assertThat(two.durability()).isEqualTo(new Durability.Durable());
        fixed();
        assertThat(fleet.pager.open()).isEmpty();
        assertThat(fleet.received("engineer", Kind.TRIGGER)).isLessThanOrEqualTo(2);
    }

    /** Both go on with the same incident; each tells people of which the other knows nothing. */
    @Test
    void aHolderThatIsCutOffIsRelieved_andWhatItToldIsNotForgotten() {
        bad();
        fleet.pass(Duration.ofMinutes(14));
        one.cut();
        fleet.pass(TAKE_OVER);
        assertThat(fleet.deciding()).containsExactly("one", "two");
        fleet.pass(Duration.ofMinutes(2));
        assertThat(fleet.received("lead", Kind.TRIGGER))
                .as("at most one a replica")
                .isBetween(1L, 2L);
        one.mend();
        fleet.pass(Duration.ofSeconds(10));
        assertThat(fleet.deciding()).containsExactly("two");
        fixed();
        assertThat(fleet.pager.open()).isEmpty();
        assertThat(two.state().outbox().undelivered()).isZero();
    }

    /** Only the one that was cut off knew of it, and it is over by the time that it comes back. */
    @Test
    void whatTheHolderHasEndedIsNotBroughtBackByOneThatWasCutOff() {
        bad();
        fleet.pass(Duration.ofMinutes(1));
        one.cut();
        fleet.pass(TAKE_OVER);
        one.pause();
        fixed();
        assertThat(fleet.received("engineer", Kind.RESOLVE)).isEqualTo(1);
        one.mend();
        one.goOn();
        fleet.pass(Duration.ofSeconds(4));
        bad();
        fleet.pass(Duration.ofMinutes(3));
        assertThat(fleet.deciding()).containsExactly("two");
        assertThat(fleet.received("engineer", Kind.TRIGGER))
                .as("what fires again is told again")
                .isEqualTo(2);
        fixed();
        assertThat(fleet.pager.open()).isEmpty();
    }

    @Test
    void anEndThatOneOwesWhoIsRelievedIsTold() {
        fleet.pass(Duration.ofSeconds(20));
        one.cut();
        fleet.platform.deploy("dpl-2", "bad");
        fleet.pass(Duration.ofSeconds(20));
        two.kill();
        fleet.pass(Duration.ofSeconds(20));
        assertThat(fleet.pager.open()).isNotEmpty();
        one.kill();
        fleet.platform.deploy("dpl-3", "fixed");
        one.mend().restart();
        fleet.pass(Duration.ofMinutes(10));
        assertThat(fleet.pager.open()).isEmpty();
    }

    /** Invariant 3. */
    @Test
    void anAcknowledgementThatOneHeardWhoWasCutOffHolds() {
        bad();
        fleet.pass(Duration.ofSeconds(30));
        one.cut();
        fleet.pass(Duration.ofSeconds(5));
        String incident =
                one.state().incidents().stream().findFirst().orElseThrow().id();
        one.say(new Inbox.Item.Said(new Word.Acknowledge(incident, "ann", fleet.clock.now(), Optional.empty())));
        fleet.pass(TAKE_OVER);
        one.mend();
        fleet.pass(Duration.ofMinutes(20));
        assertThat(fleet.received("lead", Kind.TRIGGER)).isZero();
    }

    /** Both know that somebody has it; only the one that was cut off knows until when. */
    @Test
    void ofTwoAcknowledgementsTheOneThatWasSaidLastHolds() {
        bad();
        fleet.pass(Duration.ofSeconds(30));
        String incident =
                one.state().incidents().stream().findFirst().orElseThrow().id();
        one.say(taken(incident, Duration.ofMinutes(10)));
        fleet.pass(Duration.ofSeconds(5));
        one.cut();
        fleet.pass(TAKE_OVER);
        one.say(taken(incident, Duration.ofHours(1)));
        fleet.pass(Duration.ofSeconds(5));
        one.mend();
        fleet.pass(Duration.ofMinutes(20));
        assertThat(fleet.deciding()).containsExactly("two");
        assertThat(fleet.received("lead", Kind.TRIGGER)).isZero();
    }

    private Inbox.Item taken(String incident, Duration limit) {
        return new Inbox.Item.Said(new Word.Acknowledge(incident, "ann", fleet.clock.now(), Optional.of(limit)));
    }

    /** It was paused, and hears of it before it notices that another has taken over. */
    @Test
    void anAcknowledgementToOneThatWasRelievedIsNotCalledHeard() {
        bad();
        fleet.pass(Duration.ofSeconds(30));
        String incident =
                one.state().incidents().stream().findFirst().orElseThrow().id();
        one.pause();
        fleet.pass(TAKE_OVER);
        Inbox.Item word =
                new Inbox.Item.Said(new Word.Acknowledge(incident, "ann", fleet.clock.now(), Optional.empty()));
        assertThat(one.ask(word)).isEqualTo(Heard.DROPPED);
        assertThat(two.ask(word)).isEqualTo(Heard.KEPT);
        two.kill();
        one.goOn();
        fleet.pass(Duration.ofMinutes(20));
        assertThat(fleet.deciding()).containsExactly("one");
        assertThat(fleet.received("lead", Kind.TRIGGER)).isZero();
    }

    /** What would change nothing by what the one knows that was relieved is no less in vain. */
    @Test
    void aWordThatChangesNothingIsNotCalledHeardEither() {
        fleet.pass(Duration.ofSeconds(30));
        one.pause();
        fleet.pass(TAKE_OVER);
        Inbox.Item word = new Inbox.Item.Said(new Word.Unacknowledge("unknown", "ann", fleet.clock.now()));
        assertThat(one.ask(word)).isEqualTo(Heard.DROPPED);
    }

    /** Invariants 6 and 7: the new holder asks the platform what became of it. */
    @Test
    void aRollbackIsNotRepeatedByTheOneThatTakesOver() throws SQLException {
        fleet.close();
        begin(Autonomy.AUTO);
        fleet.pass(Stage.PEACE);
        bad();
        while (fleet.platform.rollbacks().isEmpty()) {
            fleet.pass(Duration.ofMillis(500));
        }
        one.kill();
        fleet.pass(Duration.ofMinutes(30));
        assertThat(fleet.platform.rollbacks()).hasSize(1);
        assertThat(fleet.pager.open()).isEmpty();
    }

    @Test
    void withoutTheDatabaseNobodyActs() throws SQLException {
        fleet.close();
        begin(Autonomy.AUTO);
        fleet.pass(Stage.PEACE);
        one.cut();
        two.cut();
        bad();
        fleet.pass(Duration.ofMinutes(20));
        assertThat(fleet.platform.rollbacks()).isEmpty();
    }

    private void bad() {
        fleet.platform.deploy("dpl-2", "bad");
    }

    private void fixed() {
        fleet.platform.deploy("dpl-3", "fixed");
        fleet.pass(Duration.ofMinutes(7));
    }
}
