package dev.tocsin.app;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/**
 * A real PostgreSQL and a real replica that follows it by streaming.
 *
 * <p>Whoever asks as {@code tocsin} asks in the future: a schema in front of {@code pg_catalog} has a {@code now()} that is forty
 * seconds ahead, so that a replica that stands still is behind at once. Positions in the log and the time of the last
 * transaction stay the server's own.
 */
final class Replicated implements AutoCloseable {
    private static final int MOST_TRIES = 100_000;
    private static final List<String> OF_THE_PRIMARY_ALONE = List.of("postmaster.pid", "epg-lock");

    private final EmbeddedPostgres primary;
    private final EmbeddedPostgres replica;

    Replicated(Path folder) throws IOException, SQLException {
        Path source = folder.resolve("primary");
        Path copy = folder.resolve("replica");
        this.primary = quick(source).start();
        change("CREATE ROLE tocsin LOGIN");
        change("CREATE SCHEMA ahead");
        change("CREATE FUNCTION ahead.now() RETURNS timestamptz LANGUAGE sql STABLE AS"
                + " $$SELECT pg_catalog.now() + interval '40 seconds'$$");
        change("GRANT USAGE ON SCHEMA ahead TO tocsin");
        change("ALTER ROLE tocsin SET search_path = ahead, pg_catalog, public");
        backUp(source, copy);
        Files.writeString(
                copy.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=" + primary.getPort() + " user=postgres'\n");
        Files.createFile(copy.resolve("standby.signal"));
        this.replica = quick(copy).start();
    }

    private static EmbeddedPostgres.Builder quick(Path directory) {
        return EmbeddedPostgres.builder()
                .setDataDirectory(directory)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "off");
    }

    /** As pg_basebackup does it, which is not among the binaries. */
    private void backUp(Path source, Path copy) throws IOException, SQLException {
        try (Connection connection = primary.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_backup_start('replica', true)");
            Files.walkFileTree(source, new Copier(source, copy));
            try (ResultSet label = statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
                label.next();
                Files.writeString(copy.resolve("backup_label"), label.getString(1));
            }
        }
    }

    /** The replica's address without its database, as {@code REPLICA_HOST} has it. */
    String replicaHost() {
        return "127.0.0.1:" + replica.getPort();
    }

    /** Changes something at the primary, which has written it to its log when this returns: a log not written yet is not sent. */
    void change(String sql) throws SQLException {
        execute(primary.getPostgresDatabase(), "SET synchronous_commit = on; " + sql);
    }

    /** The replica receives, and replays no more. */
    void pauseReplay() throws SQLException {
        execute(replica.getPostgresDatabase(), "SELECT pg_wal_replay_pause()");
        await("pg_get_wal_replay_pause_state() = 'paused'");
    }

    void resumeReplay() throws SQLException {
        execute(replica.getPostgresDatabase(), "SELECT pg_wal_replay_resume()");
    }

    /** Waits until the replica has received all that the primary wrote. */
    void awaitReceived() throws SQLException {
        await("pg_last_wal_receive_lsn() >= '" + ask(primary.getPostgresDatabase(), "pg_current_wal_flush_lsn()")
                + "'");
    }

    /** Waits until the replica shows what the primary shows. */
    void awaitReplayed() throws SQLException {
        await("pg_last_wal_replay_lsn() >= '" + ask(primary.getPostgresDatabase(), "pg_current_wal_flush_lsn()") + "'");
    }

    private void await(String condition) throws SQLException {
        try (Connection connection = replica.getPostgresDatabase().getConnection()) {
            for (int tries = 0; tries < MOST_TRIES; tries++) {
                if (ask(connection, condition).equals("t")) {
                    return;
                }
            }
        }
        throw new AssertionError("the replica never came to " + condition);
    }

    private static String ask(DataSource server, String expression) throws SQLException {
        try (Connection connection = server.getConnection()) {
            return ask(connection, expression);
        }
    }

    private static String ask(Connection connection, String expression) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT " + expression)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    private static void execute(DataSource server, String sql) throws SQLException {
        try (Connection connection = server.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The primary goes; the replica stays. */
    void losePrimary() throws IOException, SQLException {
        primary.close();
        await("NOT EXISTS (SELECT FROM pg_stat_wal_receiver)");
    }

    @Override
    public void close() throws IOException {
        replica.close();
        primary.close();
    }

    /** Copies what a server that runs has in its directory; a file that it removes meanwhile is one that the copy needs no more. */
    private static final class Copier extends SimpleFileVisitor<Path> {
        private final Path source;
        private final Path copy;

        Copier(Path source, Path copy) {
            this.source = source;
            this.copy = copy;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
            return visitFile(directory, attributes);
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (!OF_THE_PRIMARY_ALONE.contains(file.getFileName().toString())) {
                try {
                    Files.copy(file, copy.resolve(source.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
                } catch (NoSuchFileException gone) {
                    return FileVisitResult.CONTINUE;
                }
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException fault) throws IOException {
            if (fault instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw fault;
        }
    }
}
