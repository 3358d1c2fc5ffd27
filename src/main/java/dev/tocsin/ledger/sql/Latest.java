package dev.tocsin.ledger.sql;

import dev.tocsin.ledger.Changes;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * The rows of the last turn, and of the last that changed something. Who only looks at the ledger sees by them that nothing has. An
 * agent of an older version writes the first alone: then their times differ, and the first is what counts.
 */
final class Latest {
    private Latest() {}

    /** {@code changes} are the last turn from now on. */
    static void put(Session session, Changes changes) throws SQLException {
        if (!changes.isEmpty() || !moved(session, changes)) {
            String both = "INSERT INTO latest (id, turn, at_ms) VALUES ('turn', ?, ?), ('change', ?, ?)"
                    + " ON CONFLICT (id) DO UPDATE SET turn = excluded.turn, at_ms = excluded.at_ms";
            PreparedStatement statement = session.prepared(both);
            String turn = Keys.storable(changes.turn());
            long at = Keys.millis(changes.at());
            statement.setString(1, turn);
            statement.setLong(2, at);
            statement.setString(3, turn);
            statement.setLong(4, at);
            statement.executeUpdate();
        }
    }

    /** A turn without changes is the last one all the same; false when there are not both rows yet. */
    private static boolean moved(Session session, Changes changes) throws SQLException {
        PreparedStatement statement =
                session.prepared("UPDATE latest SET turn = CASE id WHEN 'turn' THEN ? ELSE turn END, at_ms = ?");
        statement.setString(1, Keys.storable(changes.turn()));
        statement.setLong(2, Keys.millis(changes.at()));
        return statement.executeUpdate() > 1;
    }

    /** When the last turn was. */
    static Optional<Instant> at(Session session) throws SQLException {
        try (ResultSet rows =
                session.prepared("SELECT at_ms FROM latest WHERE id = 'turn'").executeQuery()) {
            return rows.next() ? Optional.of(Instant.ofEpochMilli(rows.getLong("at_ms"))) : Optional.empty();
        }
    }

    /** The last turn that changed something, as far as that is known; empty before the first. */
    static String version(Session session) throws SQLException {
        String query = "SELECT last.turn AS turn, change.turn AS changed FROM latest last"
                + " LEFT JOIN latest change ON change.id = 'change' AND change.at_ms = last.at_ms WHERE last.id = 'turn'";
        try (ResultSet rows = session.prepared(query).executeQuery()) {
            if (!rows.next()) {
                return "";
            }
            String changed = rows.getString("changed");
            return changed == null ? rows.getString("turn") : changed;
        }
    }
}
