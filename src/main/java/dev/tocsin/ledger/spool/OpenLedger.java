package dev.tocsin.ledger.spool;

import dev.tocsin.clock.Clock;
import dev.tocsin.ledger.Contender;
import dev.tocsin.ledger.History;
import dev.tocsin.ledger.LedgerConfig;
import dev.tocsin.ledger.LedgerHeld;
import dev.tocsin.ledger.Mounts;
import dev.tocsin.ledger.sql.SqlLedger;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A ledger as configured, open: where turns go, whether this agent decides, what to start from, the history, and what an operator should
 * be told.
 */
public record OpenLedger(
        SpooledLedger ledger, Replica replica, Replica.Opened opened, History history, List<String> warnings)
        implements AutoCloseable {
    public OpenLedger {
        warnings = List.copyOf(warnings);
    }

    /**
     * Opens it; a database that is gone stops nothing. {@code self} is this agent among others on a PostgreSQL. Throws when another agent
     * has the file, and says which.
     */
    public static OpenLedger of(LedgerConfig config, Clock clock, Contender self, Mounts mounts) throws LedgerHeld {
        SqlLedger database = config.postgresql()
                .map(server -> SqlLedger.postgresql(server.url(), clock, self))
                .orElseGet(() -> SqlLedger.sqlite(config.sqlite(), clock));
        SpooledLedger ledger = new SpooledLedger(database, config.spool(), clock);
        Replica replica = new Replica(ledger, database.lease(), clock);
        try {
            return new OpenLedger(ledger, replica, replica.open(), database.history(), warnings(config, mounts));
        } catch (LedgerHeld held) {
            replica.close();
            throw held;
        }
    }

    /** What is not wrong, but not wise either. */
    public static List<String> warnings(LedgerConfig config, Mounts mounts) {
        Path kept = config.postgresql().isPresent() ? config.spool() : config.sqlite();
        return Stream.of(mounts.warning(kept)).flatMap(Optional::stream).toList();
    }

    /** Closes the history, hands the lease on, and closes the ledger. */
    @Override
    public void close() {
        history.close();
        replica.close();
    }
}
