package dev.tocsin.ledger.sql;

import dev.tocsin.clock.Clock;
import dev.tocsin.config.Secret;
import dev.tocsin.ledger.Changes;
import dev.tocsin.ledger.Durability;
import dev.tocsin.ledger.History;
import dev.tocsin.ledger.Lane;
import dev.tocsin.ledger.Ledger;
import dev.tocsin.ledger.LedgerGone;
import dev.tocsin.ledger.LedgerGone.Why;
import dev.tocsin.ledger.Retention;
import dev.tocsin.ledger.Snapshot;
import dev.tocsin.ledger.Tidied;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/** A ledger in a database, over one connection of its own. A connection on which anything went wrong is not used again. */
public final class SqlLedger implements Ledger {
    private static final Duration LOAD = Duration.ofSeconds(30);
    private static final Duration COMMIT = Duration.ofSeconds(1);
    private static final Duration TIDY = Duration.ofSeconds(10);

    private final Vault vault;
    private final Clock clock;
    private final Lane lane;
    private volatile Durability health;

    /** Only on the lane. */
    private @Nullable Connection connection;

    /** Only on the lane: migrated once is migrated for this process. */
    private boolean migrated;

    /** In the SQLite file {@code file}, which is made when it is not there. Nothing is opened yet. */
    public static SqlLedger sqlite(Path file, Clock clock) {
        return new SqlLedger(new SqliteVault(file), clock);
    }

    /** In the PostgreSQL database at {@code url}. Nothing is opened yet. Throws when it is not a URL. */
    public static SqlLedger postgresql(Secret url, Clock clock) {
        return new SqlLedger(new PostgresVault(url), clock);
    }

    SqlLedger(Vault vault, Clock clock) {
        this.vault = vault;
        this.clock = clock;
        this.lane = new Lane(vault.name());
        this.health = new Durability.Gone(clock.now(), "not opened yet");
    }

    /** The history in the same database. Closed by itself; fails as long as nothing was ever loaded. */
    public History history() {
        return new SqlHistory(vault);
    }

    /** What is done with the connection. */
    private interface Use<T> {
        T apply(Connection connection) throws SQLException;
    }

    @Override
    public Snapshot load() throws LedgerGone {
        return with(LOAD, Reading::snapshot);
    }

    @Override
    public void commit(Changes changes) throws LedgerGone {
        with(COMMIT, open -> {
            Writing.commit(open, changes);
            return changes;
        });
    }

    @Override
    public Tidied tidy(Retention retention, Instant now) throws LedgerGone {
        long rows = 0;
        for (Tidying.Step step : Tidying.steps(retention, now)) {
            long deleted;
            do {
                deleted = with(TIDY, step::run);
                rows += deleted;
            } while (Tidying.Step.isUnfinished(deleted));
        }
        return new Tidied(rows);
    }

    @Override
    public Durability health() {
        return health;
    }

    @Override
    public void close() {
        try {
            lane.call(COMMIT, () -> {
                forget();
                return true;
            });
        } catch (LedgerGone stuck) {
            health = gone(stuck.getMessage());
        }
        lane.close();
        vault.close();
    }

    private <T> T with(Duration patience, Use<T> use) throws LedgerGone {
        try {
            T value = lane.call(patience, () -> guarded(use));
            health = new Durability.Durable();
            return value;
        } catch (LedgerGone gone) {
            if (gone.why() != Why.REFUSED) {
                health = gone(gone.getMessage());
            }
            throw gone;
        }
    }

    private Durability gone(@Nullable String cause) {
        Instant since = health instanceof Durability.Gone already ? already.since() : clock.now();
        return new Durability.Gone(since, String.valueOf(cause));
    }

    private <T> T guarded(Use<T> use) throws LedgerGone {
        try {
            return use.apply(connected());
        } catch (SQLException fault) {
            forget();
            Why why = vault.isRefusal(fault) ? Why.REFUSED : Why.UNREACHABLE;
            throw new LedgerGone(why, vault.name() + ": " + fault.getMessage(), fault);
        } catch (FlywayException fault) {
            forget();
            throw new LedgerGone(Why.UNREACHABLE, vault.name() + " cannot be migrated: " + reason(fault), fault);
        }
    }

    /** Flyway wraps what the database says into several lines of its own. */
    private static String reason(FlywayException fault) {
        return Optional.ofNullable(fault.getCause())
                .map(Throwable::getMessage)
                .orElseGet(() ->
                        String.valueOf(fault.getMessage()).lines().findFirst().orElse("unknown"));
    }

    private Connection connected() throws SQLException, LedgerGone {
        Connection open = connection;
        if (open == null) {
            vault.claim();
            if (!migrated) {
                Schema.migrate(vault.source());
                migrated = true;
            }
            open = vault.connect();
            connection = open;
        }
        return open;
    }

    private void forget() {
        Connection broken = connection;
        connection = null;
        if (broken != null) {
            try {
                broken.close();
            } catch (SQLException fault) {
                // It is given up in any case, and what went wrong before is what is told.
                return;
            }
        }
    }
}
