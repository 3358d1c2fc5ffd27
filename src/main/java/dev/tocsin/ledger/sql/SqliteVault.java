package dev.tocsin.ledger.sql;

import dev.tocsin.ledger.FileHold;
import dev.tocsin.ledger.LedgerGone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;

/**
 * A SQLite file: write-ahead log, every commit on the disk before it returns, and a lock beside it so that one agent alone has
 * it.
 *
 * <p>Transactions begin as deferred ones: the driver begins the next as soon as one has ended, and an immediate one would keep
 * the file locked all the time. Ours write with their first statement, so they never have to wait for a lock midway.
 */
final class SqliteVault implements Vault {
    private static final int BUSY_MILLIS = 500;

    private final Path file;
    private final FileHold hold;
    private final DataSource source;

    SqliteVault(Path file) {
        this.file = file;
        this.hold = new FileHold(file.resolveSibling(file.getFileName() + ".lock"));
        SqliteLibrary.load();
        this.source = source(file, SynchronousMode.FULL);
    }

    private static DataSource source(Path file, SynchronousMode synchronous) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(synchronous);
        config.setBusyTimeout(BUSY_MILLIS);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    @Override
    public void claim() throws LedgerGone {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            hold.take();
        } catch (IOException fault) {
            throw LedgerGone.unreachable(name(), fault);
        }
    }

    @Override
    public DataSource source() {
        return source;
    }

    /** What a migration writes is on the disk when it has ended, not after each of its steps: one that is cut short begins anew. */
    @Override
    public void migrate() throws SQLException {
        Schema.migrate(source(file, SynchronousMode.NORMAL));
    }

    @Override
    public boolean isRefusal(SQLException fault) {
        int primary = fault.getErrorCode() & 0xff;
        return primary == SQLiteErrorCode.SQLITE_CONSTRAINT.code
                || primary == SQLiteErrorCode.SQLITE_TOOBIG.code
                || primary == SQLiteErrorCode.SQLITE_MISMATCH.code;
    }

    @Override
    public void beginReading(Connection connection) {
        // Every transaction is of one instant.
    }

    @Override
    public String name() {
        return "ledger " + file;
    }

    @Override
    public void close() {
        hold.close();
    }
}
