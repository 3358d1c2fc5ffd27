package dev.tocsin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alert.Finding;
import dev.tocsin.alert.Hold;
import dev.tocsin.engine.Inbox.Item;
import dev.tocsin.incident.Word;
import dev.tocsin.lab.SeededChance;
import dev.tocsin.lab.SimulatedClock;
import dev.tocsin.ledger.FlakyLedger;
import dev.tocsin.ledger.FlakyLedger.Mood;
import dev.tocsin.ledger.Ledger;
import dev.tocsin.ledger.LedgerHeld;
import dev.tocsin.ledger.Snapshot;
import dev.tocsin.ledger.spool.SpooledLedger;
import dev.tocsin.ledger.sql.SqlLedger;
import dev.tocsin.model.Matcher;
import dev.tocsin.mute.Silence;
import dev.tocsin.notify.Attempt;
import dev.tocsin.remedy.Autonomy;
import dev.tocsin.remedy.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who says something is told that it was heard only when a restart does not forget it. */
class HeardTest {
    private final SimulatedClock clock = new SimulatedClock(Stage.START);
    private final FlakyLedger database = new FlakyLedger();

    @TempDir
    Path directory;

    private static final class Idle implements Hands {
        @Override
        public void deliver(Attempt attempt) {}

        @Override
        public void carryOut(Task task) {}
    }

    @Test
    void whatIsInTheLedgerIsHeard_andThereAfterARestart() throws LedgerHeld {
        Path file = directory.resolve("ledger.db");
        try (SpooledLedger ledger = opened(SqlLedger.sqlite(file, clock), "spool")) {
            Loop loop = loop(ledger);
            String incident = incident(loop);
            assertThat(told(loop, acknowledged(incident))).isEqualTo(Heard.KEPT);
            assertThat(told(loop, new Item.Silenced(silence()))).isEqualTo(Heard.KEPT);
        }
        try (SpooledLedger again =
                new SpooledLedger(SqlLedger.sqlite(file, clock), directory.resolve("spool"), clock)) {
            Snapshot found = again.open();
            assertThat(found.silences()).extracting(Silence::id).containsExactly("quiet");
            assertThat(found.incidents())
                    .singleElement()
                    .satisfies(
                            one -> assertThat(one.escalation().acknowledgedBy()).contains("ann"));
        }
    }

    @Test
    void whatIsInTheSpoolIsHeard_andThereAfterARestart() throws LedgerHeld {
        try (SpooledLedger ledger = opened(database, "spool")) {
            Loop loop = loop(ledger);
            String incident = incident(loop);
            database.feel(Mood.GONE);
            assertThat(told(loop, acknowledged(incident))).isEqualTo(Heard.KEPT);
        }
        try (SpooledLedger again = new SpooledLedger(database, directory.resolve("spool"), clock)) {
            assertThat(again.open().incidents())
                    .singleElement()
                    .satisfies(
                            one -> assertThat(one.escalation().acknowledgedBy()).contains("ann"));
        }
    }

    @Test
    void whatIsInMemoryAloneCounts_andIsSaidToBeForgettable() throws LedgerHeld, IOException {
        Files.writeString(directory.resolve("file"), "no directory");
        try (SpooledLedger ledger = opened(database, "file/spool")) {
            Loop loop = loop(ledger);
            String incident = incident(loop);
            database.feel(Mood.GONE);
            assertThat(told(loop, acknowledged(incident))).isEqualTo(Heard.FORGETTABLE);
            assertThat(loop.state()
                            .incidents()
                            .find(incident)
                            .orElseThrow()
                            .escalation()
                            .acknowledgedBy())
                    .contains("ann");
            database.feel(Mood.WELL);
            ledger.catchUp();
            assertThat(told(loop, acknowledged(incident))).isEqualTo(Heard.KEPT);
        }
    }

    /** A time that is beyond all calendars makes its turn fail. */
    @Test
    void whatCannotBeTakenIsDropped_andItsNeighboursAreHeard() {
        Loop loop = loop(database);
        String incident = incident(loop);
        Optional<Duration> forEver = Optional.of(Duration.ofSeconds(Long.MAX_VALUE));
        Item bad = new Item.Said(new Word.Acknowledge(incident, "bea", clock.now(), forEver));
        Future<Heard> before = loop.tell(List.of(new Item.Silenced(silence())));
        Future<Heard> poison = loop.tell(List.of(new Item.Silenced(silence().ended(clock.now())), bad));
        Future<Heard> after = loop.tell(List.of(acknowledged(incident)));
        loop.turn();
        assertThat(before.resultNow()).isEqualTo(Heard.KEPT);
        assertThat(poison.resultNow()).isEqualTo(Heard.DROPPED);
        assertThat(after.resultNow()).isEqualTo(Heard.KEPT);
        assertThat(database.state().silences())
                .as("nothing of what was said with it")
                .containsExactly(silence());
    }

    private SpooledLedger opened(Ledger ledger, String spool) throws LedgerHeld {
        SpooledLedger opened = new SpooledLedger(ledger, directory.resolve(spool), clock);
        opened.open();
        return opened;
    }

    private Loop loop(Ledger ledger) {
        return new Loop(
                State.fresh(Stage.plan(Autonomy.OBSERVE)),
                new Loop.Ports(clock, new SeededChance(1), ledger, new Idle(), step -> {}));
    }

    private static Heard told(Loop loop, Item item) {
        Future<Heard> answer = loop.tell(List.of(item));
        loop.turn();
        return answer.resultNow();
    }

    private Item acknowledged(String incident) {
        return new Item.Said(new Word.Acknowledge(incident, "ann", clock.now(), Optional.empty()));
    }

    private Silence silence() {
        return new Silence(
                "quiet",
                List.of(Matcher.equal("service", "web")),
                clock.now(),
                clock.now().plus(Duration.ofHours(2)),
                new Silence.Authorship("ann", "known", clock.now()));
    }

    private String incident(Loop loop) {
        loop.post(new Item.Found(new Finding(
                Stage.API_DOWN,
                Hold.NONE,
                clock.now(),
                Finding.Occasion.INTERVAL,
                new Finding.Result.Met(List.of(new Finding.Hit(Stage.LABELS, Map.of(), 1))))));
        loop.turn();
        return loop.state().incidents().stream().findFirst().orElseThrow().id();
    }
}
