package dev.tocsin.ledger.sql;

import dev.tocsin.clock.SystemClock;
import dev.tocsin.ledger.History;
import dev.tocsin.ledger.Ledger;
import dev.tocsin.ledger.LedgerContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.io.TempDir;

class SqliteLedgerTest extends LedgerContract {
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

    @Override
    protected int tamper(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement change = connection.createStatement()) {
            return change.executeUpdate(statement);
        }
    }
}
