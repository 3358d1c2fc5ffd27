package dev.tocsin.ledger.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.clock.SystemClock;
import dev.tocsin.ledger.Changes;
import dev.tocsin.ledger.Contender;
import dev.tocsin.ledger.Durability;
import dev.tocsin.ledger.History;
import dev.tocsin.ledger.Ledger;
import dev.tocsin.ledger.LedgerConfig;
import dev.tocsin.ledger.LedgerContract;
import dev.tocsin.ledger.LedgerGone;
import dev.tocsin.ledger.LedgerHeld;
import dev.tocsin.ledger.Mounts;
import dev.tocsin.ledger.Retention;
import dev.tocsin.ledger.Snapshot;
import dev.tocsin.ledger.spool.OpenLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteLedgerTest extends LedgerContract {
    private static final Contender SELF = new Contender("key", "host", 1);

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("var/ledger.db");
    }

    @Override
    protected void prepare() {
        // The directory is new.
    }

    @Override
    protected Ledger open() {
        return SqlLedger.sqlite(file(), new SystemClock());
    }

    @Override
    protected History history(Ledger opened) {
        return ((SqlLedger) opened).history();
    }

    @Test
    void whileSomebodyElseWrites_aTurnIsNotTaken_andTheNextIs() throws LedgerGone, SQLException {
        try (SqlLedger ledger = SqlLedger.sqlite(directory.resolve("busy.db"), new SystemClock())) {
            ledger.load();
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("busy.db"));
                    Statement lock = other.createStatement()) {
                lock.execute("BEGIN IMMEDIATE");
                assertThatThrownBy(() -> ledger.commit(Changes.none("t1", NOW)))
                        .isInstanceOf(LedgerGone.class)
                        .hasMessageContaining("locked");
                assertThat(ledger.health()).isInstanceOf(Durability.Gone.class);
                lock.execute("ROLLBACK");
            }
            ledger.commit(Changes.none("t1", NOW));
            assertThat(ledger.load().last()).contains(NOW);
            assertThat(ledger.health()).isEqualTo(new Durability.Durable());
        }
    }

    @Test
    void aFileThatIsNoDatabaseStopsNothing_andIsSaid() throws IOException, LedgerHeld {
        Path file = Files.writeString(directory.resolve("no.db"), "This was a database once.".repeat(100));
        LedgerConfig config =
                new LedgerConfig(file, Optional.empty(), directory.resolve("no.spool"), Retention.DEFAULT);
        try (OpenLedger open = OpenLedger.of(config, new SystemClock(), SELF, new Mounts(List.of()))) {
            assertThat(open.opened().snapshot()).isEqualTo(Snapshot.empty());
            assertThat(open.ledger().health())
                    .isInstanceOfSatisfying(
                            Durability.Spooling.class,
                            spooling -> assertThat(spooling.cause()).contains("no.db", "not a database"));
            assertThat(open.ledger().catchUp()).isEmpty();
        }
    }

    @Override
    protected int tamper(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement change = connection.createStatement()) {
            return change.executeUpdate(statement);
        }
    }
}
