package dev.tocsin.lab.proof;

import dev.tocsin.ledger.sql.Dialect;
import dev.tocsin.ledger.sql.Vault;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.sqlite.Function;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;

/**
 * A world's database as one process sees it: the real schema and statements in SQLite, in memory, since no death here is one of the
 * machine. Its time is the world's, as a function of its own.
 */
final class Database implements Vault {
    private final LongSupplier millis;
    private final SQLiteDataSource source;
    private final List<Connection> connections = new ArrayList<>();
    private boolean isCutOff;

    private Database(SQLiteDataSource source, LongSupplier millis) {
        this.source = source;
        this.millis = millis;
    }

    private static SQLiteDataSource source(String place) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.MEMORY);
        config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
        config.setGetGeneratedKeys(false);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + place);
        return source;
    }

    /** Makes {@code file} one from which worlds' databases are copied. */
    static void template(Path file) {
        try {
            new Template(source(file.toString())).migrate();
        } catch (SQLException fault) {
            throw new IllegalStateException(fault);
        }
    }

    /** What all processes of a world see: there until it is closed, whoever dies. */
    static final class Store implements AutoCloseable {
        private final SQLiteDataSource source;
        private final Connection keeper;

        /** A copy of {@code template} under a {@code name} that no other store of this program has. */
        Store(Path template, String name) {
            this.source = source("file:/" + name + "?vfs=memdb");
            try {
                this.keeper = source.getConnection();
                try (Statement copy = keeper.createStatement()) {
                    copy.executeUpdate("restore from '" + template + "'");
                }
            } catch (SQLException fault) {
                throw new IllegalStateException(fault);
            }
        }

        /** As one process sees it whose time {@code millis} tells. */
        Database seen(LongSupplier millis) {
            return new Database(source, millis);
        }

        /** As its file would be. */
        byte[] bytes() {
            try {
                return ((SQLiteConnection) keeper).serialize("main");
            } catch (SQLException fault) {
                throw new IllegalStateException(fault);
            }
        }

        @Override
        public void close() {
            try {
                keeper.close();
            } catch (SQLException fault) {
                throw new IllegalStateException(fault);
            }
        }
    }

    /** As the end of the process does: every connection breaks, and none is made any more. */
    void cutOff() throws SQLException {
        isCutOff = true;
        for (Connection connection : connections) {
            connection.close();
        }
    }

    @Override
    public Connection connect() throws SQLException {
        if (isCutOff) {
            throw new SQLException("the process is dead");
        }
        Connection connection = source.getConnection();
        Function.create(connection, "world_ms", new Time(millis));
        connection.setAutoCommit(false);
        connections.add(connection);
        return connection;
    }

    private static final class Time extends Function {
        private final LongSupplier millis;

        Time(LongSupplier millis) {
            this.millis = millis;
        }

        @Override
        protected void xFunc() throws SQLException {
            result(millis.getAsLong());
        }
    }

    @Override
    public void claim() {
        // The world is this program's alone.
    }

    @Override
    public DataSource source() {
        return source;
    }

    @Override
    public void migrate() {
        // The template was.
    }

    @Override
    public Dialect dialect() {
        return Dialect.oneWriter("world_ms()");
    }

    @Override
    public boolean isRefusal(SQLException fault) {
        int primary = fault.getErrorCode() & 0xff;
        return primary == SQLiteErrorCode.SQLITE_CONSTRAINT.code || primary == SQLiteErrorCode.SQLITE_TOOBIG.code;
    }

    @Override
    public void beginReading(Connection connection) {
        // Every transaction is of one instant.
    }

    @Override
    public String name() {
        return "simulated ledger";
    }

    @Override
    public void close() {
        // Nothing is held.
    }

    private record Template(SQLiteDataSource source) implements Vault {
        @Override
        public void claim() {
            // Nobody else knows it.
        }

        @Override
        public boolean isRefusal(SQLException fault) {
            return false;
        }

        @Override
        public void beginReading(Connection connection) {
            // Nothing is read.
        }

        @Override
        public String name() {
            return "template";
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
