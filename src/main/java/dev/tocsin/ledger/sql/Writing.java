package dev.tocsin.ledger.sql;

import dev.tocsin.ledger.AlertKey;
import dev.tocsin.ledger.Changes;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** One turn's changes as one transaction. */
final class Writing {
    private Writing() {}

    /**
     * Makes all of {@code changes} durable; nothing when their turn has been committed before. A turn without changes, of which there is
     * one every few seconds, leaves no row of its own: to commit it twice does no harm.
     */
    static void commit(Session session, Changes changes) throws SQLException {
        if (changes.isEmpty() || isNew(session, changes)) {
            apply(session, changes);
            session.commit();
        } else {
            session.rollback();
        }
    }

    /** The turn's own row comes first: a second commit of it waits for the first to end, and then changes nothing. */
    private static boolean isNew(Session session, Changes changes) throws SQLException {
        String insert = "INSERT INTO turn (id, at_ms) VALUES (?, ?) ON CONFLICT (id) DO NOTHING";
        PreparedStatement statement = session.prepared(insert);
        statement.setString(1, Keys.storable(changes.turn()));
        statement.setLong(2, Keys.millis(changes.at()));
        return statement.executeUpdate() > 0;
    }

    private static void apply(Session session, Changes changes) throws SQLException {
        Latest.put(session, changes);
        Tables.ALERT.delete(
                session, changes.ended().stream().map(AlertKey::toString).toList());
        Tables.ALERT.put(session, changes.alerts());
        Tables.INCIDENT.put(session, changes.incidents());
        Tables.DELIVERY.put(session, changes.parcels());
        Tables.ACT.put(session, changes.acts());
        Tables.DEPLOYMENT.put(session, changes.tenures());
        Tables.SPELL.put(session, changes.spells());
        Tables.SILENCE.put(session, changes.silences());
        Tables.REPLACEMENT.put(session, changes.replacements());
        Tables.ROSTER.put(session, changes.rosters());
        Tables.ENTRY.put(session, changes.entries());
        session.delete("handover", changes.joined());
    }
}
