package dev.tocsin.ledger.sql;

import dev.tocsin.ledger.LedgerGone;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A database that a ledger may be kept in. Claimed and closed by one thread at a time; connections are had by any. */
public interface Vault extends AutoCloseable {
    /** Makes sure that this process alone may write, as far as the database can tell. Cheap when that is so already. */
    void claim() throws LedgerGone;

    /** Where connections come from. */
    DataSource source();

    /** Brings the schema up to this program. To be called after {@link #claim}, once. */
    default void migrate() throws SQLException {
        Schema.migrate(source());
    }

    /** How a lease is kept in it. */
    default Dialect dialect() {
        return Dialect.POSTGRESQL;
    }

    /** Whether the database will refuse the same statement with the same values ever after. */
    boolean isRefusal(SQLException fault);

    /** To be called first in a transaction that reads much: all of it is of one instant. */
    void beginReading(Connection connection) throws SQLException;

    /** Its name for messages, without secrets. */
    String name();

    /** Lets go of what was claimed. */
    @Override
    void close();

    /** A connection that commits when told to. */
    default Connection connect() throws SQLException {
        Connection connection = source().getConnection();
        connection.setAutoCommit(false);
        return connection;
    }
}
