package dev.tocsin.ledger.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.config.Secret;
import dev.tocsin.lab.SimulatedClock;
import dev.tocsin.ledger.Changes;
import dev.tocsin.ledger.Contender;
import dev.tocsin.ledger.Handover;
import dev.tocsin.ledger.Lease;
import dev.tocsin.ledger.Lease.Hold;
import dev.tocsin.ledger.LedgerGone;
import dev.tocsin.ledger.LedgerGone.Why;
import dev.tocsin.ledger.RandomTurns;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two agents on a real server. The database's time is moved by moving what it has written down. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SqlLeaseTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final SimulatedClock clock = new SimulatedClock(NOW);
    private final RandomTurns turns = new RandomTurns(3);
    private EmbeddedPostgres server;
    private SqlLedger one;
    private SqlLedger other;

    @BeforeAll
    void startServer() throws IOException {
        server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    }

    @AfterAll
    void stopServer() throws IOException {
        server.close();
    }

    @BeforeEach
    void open() {
        one = ledger("one", 1);
        other = ledger("other", 2);
    }

    @AfterEach
    void close() throws SQLException {
        for (SqlLedger ledger : List.of(one, other)) {
            lease(ledger).close();
            ledger.close();
        }
        execute("DROP SCHEMA public CASCADE");
        execute("CREATE SCHEMA public");
    }

    private SqlLedger ledger(String key, long pid) {
        String url = "postgresql://postgres:any@127.0.0.1:" + server.getPort() + "/postgres";
        return SqlLedger.postgresql(Secret.of(url), clock, new Contender(key, "web-" + pid, pid));
    }

    @Test
    void oneHasIt_andKeepsIt() throws LedgerGone {
        assertThat(lease(one).hold()).isEqualTo(new Hold.Ours(true));
        assertThat(lease(other).hold()).isEqualTo(new Hold.Theirs("pid 1 on web-1"));
        assertThat(lease(one).hold()).isEqualTo(new Hold.Ours(false));
        assertThat(lease(one).isHeld()).isTrue();
        assertThat(lease(other).isHeld()).isFalse();
    }

    @Test
    void itRunsOutByTheDatabasesTime_andIsTakenWithAHigherToken() throws LedgerGone, SQLException {
        lease(one).hold();
        pass(Lease.LASTING.plusSeconds(1));
        assertThat(lease(other).hold()).isEqualTo(new Hold.Ours(true));
        assertThat(lease(one).hold()).isEqualTo(new Hold.Theirs("pid 2 on web-2"));
        assertThat(ask("SELECT token FROM holder")).isEqualTo(2);
    }

    @Test
    void whoIsLateAndWasNotMissedGoesOn() throws LedgerGone, SQLException {
        lease(one).hold();
        pass(Lease.LASTING.plusHours(1));
        assertThat(lease(one).hold()).isEqualTo(new Hold.Ours(false));
    }

    @Test
    void itIsNotHeldForLongerThanItLasts_byTheMachinesOwnTime() throws LedgerGone {
        lease(one).hold();
        clock.advance(Lease.LASTING.minusMillis(1));
        assertThat(lease(one).isHeld()).isTrue();
        clock.advance(Duration.ofMillis(1));
        assertThat(lease(one).isHeld()).isFalse();
    }

    @Test
    void givenBackItIsTakenAtOnce() throws LedgerGone {
        lease(one).hold();
        lease(one).close();
        assertThat(lease(other).hold()).isEqualTo(new Hold.Ours(true));
    }

    @Test
    void aClockThatWasPutBackDoesNotKeepItForEver() throws LedgerGone, SQLException {
        lease(one).hold();
        pass(Duration.ofHours(-1));
        assertThat(lease(other).hold()).isEqualTo(new Hold.Ours(true));
    }

    @Test
    void aCommitUnderAnOldTokenIsFenced_andNothingOfItStays() throws LedgerGone, SQLException {
        lease(one).hold();
        one.commit(Changes.none("first", NOW));
        pass(Lease.LASTING.plusSeconds(1));
        lease(other).hold();

        assertThatThrownBy(() -> one.commit(turns.next()))
                .isInstanceOfSatisfying(
                        LedgerGone.class, gone -> assertThat(gone.why()).isEqualTo(Why.FENCED));
        other.commit(Changes.none("second", NOW));
        assertThat(ask("SELECT count(*) FROM latest WHERE turn = 'second'")).isEqualTo(1);
        assertThat(ask("SELECT count(*) FROM alert")).isZero();
    }

    @Test
    void whoNeverHadItCommitsNothing() throws LedgerGone {
        other.load();
        assertThatThrownBy(() -> other.commit(Changes.none("first", NOW))).hasMessageContaining("lease");
    }

    @Test
    void itIsNotTakenInTheMiddleOfACommit() throws LedgerGone, SQLException {
        lease(one).hold();
        pass(Lease.LASTING.plusSeconds(1));
        try (Connection paused = server.getPostgresDatabase().getConnection()) {
            paused.setAutoCommit(false);
            try (Statement statement = paused.createStatement()) {
                statement.execute("SELECT FROM holder WHERE id = 'loop' FOR SHARE");
                statement.execute("SET LOCAL idle_in_transaction_session_timeout = 300");
            }
            assertThat(lease(other).hold())
                    .as("once the database has ended the transaction of the one that is paused in it")
                    .isEqualTo(new Hold.Ours(true));
        }
    }

    @Test
    void whatIsHandedOverIsThereOnce_untilATurnHasJoinedIt() throws LedgerGone, SQLException {
        lease(one).hold();
        Changes decided = turns.next();
        lease(other).hold();
        lease(other).handOver(decided);
        lease(other).handOver(decided);

        List<Handover> found = lease(one).handedOver();
        assertThat(found).extracting(Handover::key).containsExactly("turn-1");
        assertThat(found.getFirst().turns()).isEqualTo(decided.withEntries(List.of()));
        assertThat(lease(one).handedOver()).as("given once").isEmpty();
        assertThat(ask("SELECT count(*) FROM entry"))
                .isEqualTo(decided.entries().size());

        one.commit(Changes.none("joins", NOW).withJoined(List.of("turn-1")));
        assertThat(ask("SELECT count(*) FROM handover")).isZero();
    }

    @Test
    void whoeverTakesItIsGivenWhatTheLastHolderHadNotJoined() throws LedgerGone, SQLException {
        lease(one).hold();
        lease(one).handOver(turns.next());
        lease(one).handedOver();
        pass(Lease.LASTING.plusSeconds(1));
        lease(other).hold();
        assertThat(lease(other).handedOver()).hasSize(1);
    }

    private static Lease lease(SqlLedger ledger) {
        return ledger.lease().orElseThrow();
    }

    private void pass(Duration time) throws SQLException {
        execute("UPDATE holder SET until_ms = until_ms - " + time.toMillis());
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long ask(String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
