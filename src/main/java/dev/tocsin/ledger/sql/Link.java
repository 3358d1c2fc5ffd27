package dev.tocsin.ledger.sql;

import dev.tocsin.ledger.Lane;
import dev.tocsin.ledger.LedgerGone;
import dev.tocsin.ledger.LedgerGone.Why;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/** One connection to a vault, used by one thread of its own. A connection on which anything went wrong is not used again. */
final class Link implements AutoCloseable {
    private static final Duration CLOSING = Duration.ofSeconds(1);

    private final Vault vault;
    private final Lane lane;

    /** Migrated once is migrated for this process. */
    private final AtomicBoolean migrated;

    /** Only on the lane. */
    private @Nullable Session session;

    Link(Vault vault, Lane lane, AtomicBoolean migrated) {
        this.vault = vault;
        this.lane = lane;
        this.migrated = migrated;
    }

    /** What is done in the session, in a transaction that it ends. */
    interface Use<T> {
        T apply(Session session) throws SQLException, LedgerGone;
    }

    <T> T call(Duration patience, Use<T> use) throws LedgerGone {
        return lane.call(patience, () -> guarded(use));
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

    private Session connected() throws SQLException, LedgerGone {
        Session open = session;
        if (open == null) {
            vault.claim();
            if (!migrated.get()) {
                vault.migrate();
                migrated.set(true);
            }
            open = new Session(vault.connect());
            session = open;
        }
        return open;
    }

    private void forget() {
        Session broken = session;
        session = null;
        if (broken != null) {
            try {
                broken.close();
            } catch (SQLException fault) {
                // It is given up in any case, and what went wrong before is what is told.
                return;
            }
        }
    }

    /** Closes the connection, unless it hangs. */
    @Override
    public void close() {
        try {
            lane.call(CLOSING, () -> {
                forget();
                return true;
            });
        } catch (LedgerGone stuck) {
            // The database notices by itself that nobody is there any more.
        } finally {
            lane.close();
        }
    }
}
