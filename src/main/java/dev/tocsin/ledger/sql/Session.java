package dev.tocsin.ledger.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * A connection, and the statements that were prepared on it: every turn uses the same few, and to prepare one costs more than to run it.
 * Not to be used again when anything went wrong on it. For one thread at a time.
 */
final class Session implements AutoCloseable {
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    /** {@code connection} commits when told to, and is closed with this. */
    Session(Connection connection) {
        this.connection = connection;
    }

    /** The statement {@code sql}, which must not be closed: it is the same the next time. Its values and batch are those of its last use. */
    PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement known = prepared.get(sql);
        if (known == null) {
            known = connection.prepareStatement(sql);
            prepared.put(sql, known);
        }
        return known;
    }

    /** Deletes the rows of {@code table} with these keys. */
    void delete(String table, Collection<String> keys) throws SQLException {
        if (keys.isEmpty()) {
            return;
        }
        PreparedStatement statement = prepared("DELETE FROM " + table + " WHERE id = ?");
        for (String key : keys) {
            statement.setString(1, Keys.storable(key));
            statement.addBatch();
        }
        statement.executeBatch();
    }

    Connection connection() {
        return connection;
    }

    void commit() throws SQLException {
        connection.commit();
    }

    void rollback() throws SQLException {
        connection.rollback();
    }

    /** Also closes what was prepared. */
    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
