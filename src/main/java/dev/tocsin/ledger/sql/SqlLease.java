package dev.tocsin.ledger.sql;

import dev.tocsin.clock.Clock;
import dev.tocsin.ledger.Changes;
import dev.tocsin.ledger.Contender;
import dev.tocsin.ledger.Handover;
import dev.tocsin.ledger.Lease;
import dev.tocsin.ledger.LedgerGone;
import dev.tocsin.ledger.LedgerGone.Why;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one row of table {@code holder}, on a connection of its own, so that a long commit delays no renewal. Nobody but the database says
 * what time it is.
 *
 * <p>A commit locks the row against a change while it checks its token, so that a lease is never taken in the middle of one. So that an
 * agent which is paused there does not keep it for ever, the database ends a transaction in which nothing happens.
 */
final class SqlLease implements Lease {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration FIRST = Duration.ofSeconds(30);

    private final Link link;
    private final Dialect dialect;
    private final Clock clock;
    private final Contender self;
    private final Set<String> given = new HashSet<>();

    /** Under which commits are made; 0 when this agent never had it. */
    private volatile long token;

    /** By {@link Clock#elapsed}: until when nobody else can have it. */
    private volatile Duration until = Duration.ZERO;

    private volatile boolean asked;

    SqlLease(Link link, Dialect dialect, Clock clock, Contender self) {
        this.link = link;
        this.dialect = dialect;
        this.clock = clock;
        this.self = self;
    }

    @Override
    public Hold hold() throws LedgerGone {
        Duration before = clock.elapsed();
        Hold hold = link.call(asked ? PATIENCE : FIRST, this::hold);
        asked = true;
        until = hold instanceof Hold.Ours ? before.plus(LASTING) : Duration.ZERO;
        return hold;
    }

    private Hold hold(Session session) throws SQLException {
        boolean renewed = token > 0 && set(session, dialect.renew(), LASTING.toMillis());
        Hold hold = renewed ? new Hold.Ours(false) : taken(session);
        session.commit();
        return hold;
    }

    /** A look comes first: an attempt to take it would lock the row, and that delays the holder. */
    private Hold taken(Session session) throws SQLException {
        Optional<String> who = other(session);
        if (who.isPresent()) {
            return new Hold.Theirs(who.get());
        }
        PreparedStatement statement = session.prepared(dialect.take());
        statement.setString(1, self.key());
        statement.setString(2, Keys.storable(self.host()));
        statement.setLong(3, self.pid());
        statement.setLong(4, LASTING.toMillis());
        try (ResultSet rows = statement.executeQuery()) {
            if (!rows.next()) {
                return new Hold.Theirs("another agent, which was faster");
            }
            token = rows.getLong("token");
            given.clear();
            return new Hold.Ours(true);
        }
    }

    private Optional<String> other(Session session) throws SQLException {
        try (ResultSet rows = session.prepared(dialect.look()).executeQuery()) {
            return rows.next() && !rows.getBoolean("free")
                    ? Optional.of(new Contender(rows.getString("agent"), rows.getString("host"), rows.getLong("pid"))
                            .toString())
                    : Optional.empty();
        }
    }

    private boolean set(Session session, String statement, @Nullable Long lasting) throws SQLException {
        PreparedStatement update = session.prepared(statement);
        int at = 1;
        if (lasting != null) {
            update.setLong(at++, lasting);
        }
        update.setString(at++, self.key());
        update.setLong(at, token);
        return update.executeUpdate() > 0;
    }

    /** To be called first in a transaction that commits a turn, on that one's connection. */
    void check(Session session) throws SQLException, LedgerGone {
        PreparedStatement statement = session.prepared(dialect.check());
        statement.setString(1, self.key());
        statement.setLong(2, token);
        try (ResultSet rows = statement.executeQuery()) {
            if (rows.next()) {
                return;
            }
        }
        session.rollback();
        throw new LedgerGone(Why.FENCED, "another agent has taken the lease");
    }

    @Override
    public boolean isHeld() {
        return clock.elapsed().compareTo(until) < 0;
    }

    @Override
    public void handOver(Changes turns) throws LedgerGone {
        link.call(PATIENCE, open -> {
            Handovers.put(open, self.toString(), turns);
            return turns;
        });
    }

    @Override
    public List<Handover> handedOver() throws LedgerGone {
        return link.call(PATIENCE, open -> Handovers.select(open, given));
    }

    @Override
    public void close() {
        until = Duration.ZERO;
        try {
            link.call(PATIENCE, open -> {
                boolean ours =
                        set(open, "UPDATE holder SET until_ms = 0 WHERE id = 'loop' AND agent = ? AND token = ?", null);
                open.commit();
                return ours;
            });
        } catch (LedgerGone gone) {
            // Then it runs out.
        } finally {
            link.close();
        }
    }
}
