package dev.tocsin.ledger.sql;

import dev.tocsin.ledger.AlertKey;
import dev.tocsin.ledger.Changes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** One turn's changes as one transaction. */
final class Writing {
    private Writing() {}

    /** Makes all of {@code changes} durable; nothing when their turn has been committed before. */
    static void commit(Connection connection, Changes changes) throws SQLException {
        if (isNew(connection, changes)) {
            apply(connection, changes);
            connection.commit();
        } else {
            connection.rollback();
        }
    }

    /** The turn's own row comes first: a second commit of it waits for the first to end, and then changes nothing. */
    private static boolean isNew(Connection connection, Changes changes) throws SQLException {
        String insert = "INSERT INTO turn (id, at_ms) VALUES (?, ?) ON CONFLICT (id) DO NOTHING";
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setString(1, Keys.storable(changes.turn()));
            statement.setLong(2, Keys.millis(changes.at()));
            return statement.executeUpdate() > 0;
        }
    }

    private static void apply(Connection connection, Changes changes) throws SQLException {
        latest(connection, changes);
        Tables.ALERT.delete(
                connection, changes.ended().stream().map(AlertKey::toString).toList());
        Tables.ALERT.put(connection, changes.alerts());
        Tables.INCIDENT.put(connection, changes.incidents());
        Tables.DELIVERY.put(connection, changes.parcels());
        Tables.ACT.put(connection, changes.acts());
        Tables.DEPLOYMENT.put(connection, changes.tenures());
        Tables.SPELL.put(connection, changes.spells());
        Tables.SILENCE.put(connection, changes.silences());
        Tables.REPLACEMENT.put(connection, changes.replacements());
        Tables.ROSTER.put(connection, changes.rosters());
        Tables.ENTRY.put(connection, changes.entries());
        Handovers.delete(connection, changes.joined());
    }

    private static void latest(Connection connection, Changes changes) throws SQLException {
        String upsert = "INSERT INTO latest (id, turn, at_ms) VALUES ('turn', ?, ?)"
                + " ON CONFLICT (id) DO UPDATE SET turn = excluded.turn, at_ms = excluded.at_ms";
        try (PreparedStatement statement = connection.prepareStatement(upsert)) {
            statement.setString(1, Keys.storable(changes.turn()));
            statement.setLong(2, Keys.millis(changes.at()));
            statement.executeUpdate();
        }
    }
}
