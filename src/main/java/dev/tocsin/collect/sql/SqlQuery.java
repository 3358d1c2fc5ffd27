package dev.tocsin.collect.sql;

import dev.tocsin.collect.Databases.Login;
import dev.tocsin.collect.Ports;
import dev.tocsin.model.Sample;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One run of a query on a thread of its own. */
final class SqlQuery implements Runnable {
    private static final int MOST_ROWS = 10_000;

    private final SqlSettings settings;
    private final Ports ports;
    private final Metrics metrics;
    private final Duration timeout;
    private final Duration start;
    private final CompletableFuture<List<Sample>> answer = new CompletableFuture<>();
    private @Nullable Connection open;
    private boolean abandoned;

    SqlQuery(SqlSettings settings, Ports ports, Metrics metrics, Duration timeout) {
        this.settings = settings;
        this.ports = ports;
        this.metrics = metrics;
        this.timeout = timeout;
        this.start = ports.clock().elapsed();
    }

    /** The samples, or a {@link SqlFault}. */
    CompletableFuture<List<Sample>> answer() {
        return answer;
    }

    @Override
    public void run() {
        Login login = settings.login();
        try (Connection connection =
                ports.databases().open(login, settings.connectTimeout().orElse(timeout))) {
            if (hold(connection)) {
                answer.complete(ask(connection));
            }
        } catch (SQLException thrown) {
            answer.completeExceptionally(SqlFault.of(thrown, login));
        } catch (SqlFault | RuntimeException fault) {
            answer.completeExceptionally(fault);
        }
    }

    /** Whether anybody still waits. */
    private synchronized boolean hold(Connection connection) {
        open = connection;
        return !abandoned;
    }

    /** Nobody waits any more: breaks the connection off, at once or when it is there. */
    synchronized void abandon() {
        abandoned = true;
        if (open != null) {
            try {
                open.abort(Runnable::run);
            } catch (SQLException gone) {
                // Then it is broken already.
            }
        }
    }

    private List<Sample> ask(Connection connection) throws SQLException, SqlFault {
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL statement_timeout = " + Math.max(1, left().toMillis()));
            statement.setMaxRows(MOST_ROWS + 1);
            try (ResultSet rows = statement.executeQuery(settings.query())) {
                return read(rows);
            }
        } finally {
            rollback(connection);
        }
    }

    private List<Sample> read(ResultSet rows) throws SQLException, SqlFault {
        metrics.columns(rows.getMetaData());
        int count = 0;
        while (rows.next()) {
            count++;
            if (count > MOST_ROWS) {
                throw new SqlFault(SqlCause.ROWS, "more than " + MOST_ROWS + " rows");
            }
            metrics.row(rows);
        }
        return metrics.samples();
    }

    private Duration left() {
        return timeout.minus(ports.clock().elapsed().minus(start));
    }

    /** Nothing was changed; what matters is that the fault before it is the one that is told. */
    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException gone) {
            // The connection is closed next.
        }
    }
}
