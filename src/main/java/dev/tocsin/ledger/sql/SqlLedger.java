package dev.tocsin.ledger.sql;

import dev.tocsin.clock.Clock;
import dev.tocsin.config.Secret;
import dev.tocsin.ledger.Changes;
import dev.tocsin.ledger.Contender;
import dev.tocsin.ledger.Durability;
import dev.tocsin.ledger.History;
import dev.tocsin.ledger.Lane;
import dev.tocsin.ledger.Lanes;
import dev.tocsin.ledger.Lease;
import dev.tocsin.ledger.Ledger;
import dev.tocsin.ledger.LedgerGone;
import dev.tocsin.ledger.LedgerGone.Why;
import dev.tocsin.ledger.Retention;
import dev.tocsin.ledger.Snapshot;
import dev.tocsin.ledger.Tidied;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A ledger in a database, over one connection of its own. Of several agents on one database only the one with the lease can commit. */
public final class SqlLedger implements Ledger {
    private static final Duration LOAD = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofSeconds(3);
    private static final Duration COMMIT = Duration.ofSeconds(1);
    private static final Duration TIDY = Duration.ofSeconds(10);

    private final Vault vault;
    private final Clock clock;
    private final Link link;
    private final Optional<SqlLease> lease;
    private volatile Durability health;

    /** In the SQLite file {@code file}, which is made when it is not there. Nothing is opened yet. */
    public static SqlLedger sqlite(Path file, Clock clock) {
        return in(new SqliteVault(file), clock, Optional.empty(), Lanes.THREADS);
    }

    /** In the PostgreSQL database at {@code url}, which no other agent uses. Nothing is opened yet. Throws when it is not a URL. */
    public static SqlLedger postgresql(Secret url, Clock clock) {
        return in(new PostgresVault(url), clock, Optional.empty(), Lanes.THREADS);
    }

    /** As {@link #postgresql(Secret, Clock)}, for {@code self}, which may be one of several: commits nothing without {@link #lease}. */
    public static SqlLedger postgresql(Secret url, Clock clock, Contender self) {
        return in(new PostgresVault(url), clock, Optional.of(self), Lanes.THREADS);
    }

    /** In {@code vault}, for {@code self} if there may be others, on lanes of {@code lanes}. Nothing is opened yet. */
    public static SqlLedger in(Vault vault, Clock clock, Optional<Contender> self, Lanes lanes) {
        return new SqlLedger(vault, clock, self, lanes);
    }

    private SqlLedger(Vault vault, Clock clock, Optional<Contender> self, Lanes lanes) {
        this.vault = vault;
        this.clock = clock;
        AtomicBoolean migrated = new AtomicBoolean();
        this.link = new Link(vault, lanes.named(vault.name()), migrated);
        this.lease = self.map(one -> {
            Lane lane = lanes.named("lease of " + vault.name());
            return new SqlLease(new Link(vault, lane, migrated), vault.dialect(), clock, one);
        });
        this.health = new Durability.Gone(clock.now(), "not opened yet");
    }

    /** The history in the same database. Closed by itself; fails as long as nothing was ever loaded. */
    public History history() {
        return new SqlHistory(vault);
    }

    /** What tells this agent from the others on the database, if there may be others. Closed by itself, before this. */
    public Optional<Lease> lease() {
        return lease.map(Lease.class::cast);
    }

    @Override
    public Snapshot load() throws LedgerGone {
        return with(LOAD, open -> {
            vault.beginReading(open.connection());
            return Reading.snapshot(open);
        });
    }

    @Override
    public String version() throws LedgerGone {
        return with(LOOK, open -> {
            String version = Latest.version(open);
            open.rollback();
            return version;
        });
    }

    @Override
    public void commit(Changes changes) throws LedgerGone {
        with(COMMIT, open -> {
            if (lease.isPresent()) {
                lease.get().check(open);
            }
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
        link.close();
        vault.close();
    }

    private <T> T with(Duration patience, Link.Use<T> use) throws LedgerGone {
        try {
            T value = link.call(patience, use);
            health = new Durability.Durable();
            return value;
        } catch (LedgerGone gone) {
            if (gone.why() != Why.REFUSED && gone.why() != Why.FENCED) {
                health = gone(gone.getMessage());
            }
            throw gone;
        }
    }

    private Durability gone(@Nullable String cause) {
        Instant since = health instanceof Durability.Gone already ? already.since() : clock.now();
        return new Durability.Gone(since, String.valueOf(cause));
    }
}
