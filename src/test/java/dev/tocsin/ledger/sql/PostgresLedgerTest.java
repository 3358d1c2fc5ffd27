package dev.tocsin.ledger.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.clock.SystemClock;
import dev.tocsin.config.Secret;
import dev.tocsin.ledger.Changes;
import dev.tocsin.ledger.History;
import dev.tocsin.ledger.Ledger;
import dev.tocsin.ledger.LedgerContract;
import dev.tocsin.ledger.LedgerGone;
import dev.tocsin.ledger.LedgerGone.Why;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** On a real server, one for all tests, with a database for each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresLedgerTest extends LedgerContract {
    private final AtomicInteger databases = new AtomicInteger();
    private EmbeddedPostgres server;

    @BeforeAll
    void startServer() throws IOException {
        // It is our statements that are tested, not whether PostgreSQL reaches the disk.
        server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("full_page_writes", "off")
                .start();
    }

    @AfterAll
    void stopServer() throws IOException {
        server.close();
    }

    @Override
    protected void prepare() throws SQLException {
        execute(server.getPostgresDatabase(), "CREATE DATABASE ledger" + databases.incrementAndGet());
    }

    @Override
    protected Ledger open() {
        return SqlLedger.postgresql(Secret.of(url()), new SystemClock());
    }

    @Override
    protected History history(Ledger opened) {
        return ((SqlLedger) opened).history();
    }

    @Override
    protected int tamper(String statement) throws SQLException {
        return execute(server.getDatabase("postgres", database()), statement);
    }

    @Test
    void aConnectionThatBreaksCostsOneTurn_whichCanBeCommittedAgain() throws LedgerGone, SQLException {
        try (SqlLedger ledger = SqlLedger.postgresql(Secret.of(url()), new SystemClock())) {
            ledger.load();
            endConnections();
            assertThatThrownBy(() -> ledger.commit(Changes.none("t1", NOW)))
                    .isInstanceOfSatisfying(
                            LedgerGone.class, gone -> assertThat(gone.why()).isEqualTo(Why.UNREACHABLE));
            ledger.commit(Changes.none("t1", NOW));
            assertThat(ledger.load().last()).contains(NOW);
        }
    }

    /** The server ends those that we have. */
    void endConnections() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement kill = connection.createStatement()) {
            kill.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'tocsin'");
        }
    }

    @Test
    void whatCannotBeReachedIsGone_withoutItsPassword() {
        String url = "postgresql://somebody:hunter2@127.0.0.1:1/nowhere";
        try (SqlLedger ledger = SqlLedger.postgresql(Secret.of(url), new SystemClock())) {
            assertThatThrownBy(ledger::load)
                    .isInstanceOf(LedgerGone.class)
                    .hasMessageContaining("postgresql://127.0.0.1/nowhere")
                    .hasMessageNotContaining("hunter2");
        }
    }

    /** Where the server listens. */
    int port() {
        return server.getPort();
    }

    private String database() {
        return "ledger" + databases.get();
    }

    String url() {
        return "postgresql://postgres:any%40thing@127.0.0.1:" + port() + "/" + database();
    }

    private static int execute(DataSource source, String statement) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement change = connection.createStatement()) {
            return change.executeUpdate(statement);
        }
    }
}
