package dev.tocsin.ledger.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.clock.SystemClock;
import dev.tocsin.ledger.Changes;
import dev.tocsin.ledger.Durability;
import dev.tocsin.ledger.FlakyLedger;
import dev.tocsin.ledger.FlakyLedger.Mood;
import dev.tocsin.ledger.LedgerGone;
import dev.tocsin.ledger.LedgerHeld;
import dev.tocsin.ledger.RandomTurns;
import dev.tocsin.ledger.Snapshot;
import dev.tocsin.ledger.States;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpooledLedgerTest {
    @TempDir
    Path directory;

    private final FlakyLedger database = new FlakyLedger();
    private final RandomTurns turns = new RandomTurns(7);
    private SpooledLedger ledger;

    @BeforeEach
    void start() throws LedgerHeld {
        ledger = ledger(directory.resolve("spool"));
        ledger.open();
    }

    @AfterEach
    void stop() {
        ledger.close();
    }

    private SpooledLedger ledger(Path spool) {
        return new SpooledLedger(database, spool, new SystemClock());
    }

    private Snapshot restart() throws LedgerHeld {
        ledger.close();
        ledger = ledger(directory.resolve("spool"));
        return ledger.open();
    }

    /** Who stood by and goes on alone has nothing in the spool yet: a restart must know all the same what goes on. */
    @Test
    void whoGoesOnAloneWritesDownAllThatItKnows() throws LedgerGone {
        Changes known = turns.next();
        ledger.whole(() -> known);
        ledger.standBy("another decides");
        database.feel(Mood.GONE);
        ledger.goApart("gone");
        ledger.commit(Changes.none("first", known.at()));
        ledger.commit(Changes.none("second", known.at()));

        assertThat(ledger.waiting().orElseThrow().alerts()).isEqualTo(known.alerts());
        assertThat(ledger.waiting().orElseThrow().incidents()).isEqualTo(known.incidents());
    }

    @Test
    void turnsOfWhichTheDatabaseIsGoneAreReplayedInOrderWhenItIsBack() throws LedgerGone {
        List<Changes> all = List.of(turns.next(), turns.next(), turns.next());
        ledger.commit(all.get(0));
        database.feel(Mood.GONE);
        ledger.commit(all.get(1));
        ledger.commit(all.get(2));
        assertThat(ledger.health()).isInstanceOfSatisfying(Durability.Spooling.class, spooling -> {
            assertThat(spooling.turns()).isEqualTo(2);
            assertThat(spooling.cause()).isEqualTo("gone");
        });
        assertThat(database.asked()).as("waits for the database once").isEqualTo(2);

        assertThat(ledger.catchUp()).isEmpty();
        assertThat(ledger.health()).isInstanceOf(Durability.Spooling.class);
        database.feel(Mood.WELL);
        assertThat(ledger.catchUp()).isEmpty();

        assertThat(ledger.health()).isEqualTo(new Durability.Durable());
        assertThat(database.turns()).containsExactly("turn-1", "turn-2", "turn-3");
        assertThat(directory.resolve("spool")).isEmptyFile();
    }

    @Test
    void aTurnWhoseAnswerWasLostIsNotTakenTwice() throws LedgerGone {
        Changes first = turns.next();
        Changes second = turns.next();
        database.feel(Mood.MUTE);
        ledger.commit(first);
        ledger.commit(second);
        Snapshot expected = Snapshot.empty().with(first).with(second);
        database.feel(Mood.WELL);
        ledger.catchUp();
        assertThat(States.sorted(database.state())).isEqualTo(States.sorted(expected));
    }

    @Test
    void whatAnEarlierRunLeftIsReplayedAtTheStart() throws LedgerGone, LedgerHeld {
        Changes first = turns.next();
        database.feel(Mood.GONE);
        ledger.commit(first);
        database.feel(Mood.WELL);
        assertThat(States.sorted(restart()))
                .isEqualTo(States.sorted(Snapshot.empty().with(first)));
        assertThat(database.turns()).containsExactly("turn-1");
    }

    @Test
    void aDatabaseThatIsGoneAtTheStartGivesLaterWhatOnlyItKnew() throws LedgerGone, LedgerHeld {
        Changes known = turns.next();
        ledger.commit(known);
        Changes spooled = turns.next();
        database.feel(Mood.GONE);
        ledger.commit(spooled);

        assertThat(States.sorted(restart()))
                .isEqualTo(States.sorted(Snapshot.empty().with(spooled)));
        assertThat(ledger.health()).isInstanceOf(Durability.Spooling.class);

        database.feel(Mood.WELL);
        assertThat(ledger.catchUp())
                .hasValueSatisfying(found -> assertThat(States.sorted(found))
                        .isEqualTo(States.sorted(Snapshot.empty().with(known).without(spooled))));
        assertThat(database.turns()).containsExactly("turn-1", "turn-2");
    }

    @Test
    void withoutASpoolTurnsAreKeptInMemory() throws LedgerGone, IOException, LedgerHeld {
        Path blocked = Files.createFile(directory.resolve("file")).resolve("spool");
        List<Changes> all = List.of(turns.next(), turns.next(), turns.next());
        try (SpooledLedger memory = ledger(blocked)) {
            memory.open();
            database.feel(Mood.GONE);
            assertThatThrownBy(() -> memory.commit(all.get(0))).isInstanceOf(LedgerGone.class);
            Durability first = memory.health();
            assertThatThrownBy(() -> memory.commit(all.get(1))).isInstanceOf(LedgerGone.class);
            assertThat(((Durability.Gone) memory.health()).cause())
                    .as("does not grow with every turn")
                    .isEqualTo(((Durability.Gone) first).cause());
            assertThat(memory.health()).isInstanceOf(Durability.Gone.class);
            assertThat(memory.health().isWritable()).isFalse();
            database.feel(Mood.WELL);
            memory.catchUp();
            assertThat(memory.health()).isEqualTo(new Durability.Durable());
            memory.commit(all.get(2));
        }
        Snapshot expected = Snapshot.empty().with(all.get(0)).with(all.get(1)).with(all.get(2));
        assertThat(States.sorted(database.state())).isEqualTo(States.sorted(expected));
    }

    @Test
    void aTurnThatIsRefusedForGoodDoesNotStandInTheWay() throws LedgerGone {
        List<Changes> all = List.of(turns.next(), turns.next());
        database.refuse("turn-1");
        ledger.commit(all.get(0));
        ledger.commit(all.get(1));
        ledger.catchUp();
        assertThat(database.turns()).containsExactly("turn-2");
        assertThat(ledger.poisoned()).isEqualTo(1);
        assertThat(ledger.health()).isEqualTo(new Durability.Durable());
    }

    @Test
    void aRecordThatIsSpoiltInTheSpoolIsCounted_andTheNextIsReplayed() throws LedgerGone, LedgerHeld, IOException {
        List<Changes> all = List.of(turns.next(), turns.next());
        database.feel(Mood.GONE);
        ledger.commit(all.get(0));
        long first = Files.size(directory.resolve("spool"));
        ledger.commit(all.get(1));
        byte[] spool = Files.readAllBytes(directory.resolve("spool"));
        spool[(int) first / 2] ^= 1;
        Files.write(directory.resolve("spool"), spool);
        database.feel(Mood.WELL);
        assertThat(restart().poison())
                .singleElement()
                .satisfies(poison -> assertThat(poison.place()).isEqualTo("spool"));
        assertThat(database.turns()).containsExactly("turn-2");
        assertThat(ledger.poisoned()).isEqualTo(1);
    }

    /** It may be all that there is, and the database is asked every other second. */
    @Test
    void theOldestTurnIsReadOnce() throws LedgerGone, IOException {
        Changes turn = turns.next();
        database.feel(Mood.GONE);
        ledger.commit(turn);
        ledger.catchUp();
        Files.write(directory.resolve("spool"), new byte[(int) Files.size(directory.resolve("spool"))]);
        ledger.catchUp();
        database.feel(Mood.WELL);
        ledger.catchUp();
        assertThat(database.turns()).containsExactly(turn.turn());
        assertThat(ledger.health()).isEqualTo(new Durability.Durable());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whateverFailsAndWheneverWeRestart_theStateIsThatOfAllTurns(long seed) throws LedgerGone, LedgerHeld {
        Random random = new Random(seed);
        RandomTurns script = new RandomTurns(seed);
        List<String> names = new ArrayList<>();
        Snapshot expected = Snapshot.empty();
        for (int step = 0; step < 40; step++) {
            database.feel(List.of(Mood.WELL, Mood.GONE, Mood.MUTE).get(random.nextInt(3)));
            switch (random.nextInt(4)) {
                case 0 -> ledger.catchUp();
                case 1 -> {
                    database.feel(Mood.WELL);
                    assertThat(States.sorted(restart())).isEqualTo(States.sorted(expected));
                }
                default -> {
                    Changes changes = script.next();
                    ledger.commit(changes);
                    names.add(changes.turn());
                    expected = expected.with(changes);
                }
            }
        }
        database.feel(Mood.WELL);
        ledger.catchUp();
        assertThat(States.sorted(database.state())).isEqualTo(States.sorted(expected));
        assertThat(database.turns()).containsExactlyElementsOf(names);
    }
}
