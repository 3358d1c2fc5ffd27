package dev.tocsin.ledger.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.clock.SystemClock;
import dev.tocsin.config.Secret;
import dev.tocsin.ledger.Changes;
import dev.tocsin.ledger.LedgerGone;
import dev.tocsin.ledger.LedgerGone.Why;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same behind a pooler that gives each transaction whichever connection is free, as those of hosted databases do. */
class PooledLedgerTest extends PostgresLedgerTest {
    private static final Path BINARY = Path.of("/usr/sbin/pgbouncer");
    private static final int PATIENCE = 600;
    private static final long PAUSE_MILLIS = 50;

    private Process pooler;
    private int port;

    @BeforeAll
    void startPooler(@TempDir Path directory) throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                Files.isExecutable(BINARY),
                "there is no pooler, so that none is tried: install Debian's package pgbouncer");
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Path file = Files.writeString(directory.resolve("pgbouncer.ini"), """
                [databases]
                * = host=127.0.0.1 port=%d user=postgres
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                pool_mode = transaction
                default_pool_size = 3
                server_round_robin = 1
                ignore_startup_parameters = extra_float_digits
                """.formatted(super.port(), port));
        Path log = directory.resolve("pgbouncer.log");
        List<String> command = new ArrayList<>(List.of(BINARY.toString()));
        if (System.getProperty("user.name").equals("root")) {
            // It refuses to run as root.
            command.addAll(List.of("-u", "nobody"));
        }
        command.add(file.toString());
        pooler = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        for (int at = 0; at < PATIENCE && !Files.readString(log).contains("process up"); at++) {
            if (pooler.waitFor(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the pooler did not start: " + Files.readString(log));
            }
        }
    }

    @AfterAll
    void stopPooler() throws InterruptedException {
        if (pooler != null) {
            pooler.destroy();
            pooler.waitFor(PATIENCE, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    int port() {
        return port;
    }

    @Test
    @Override
    void aConnectionThatBreaksCostsOneTurn_whichCanBeCommittedAgain() throws LedgerGone, SQLException {
        try (SqlLedger ledger = SqlLedger.postgresql(Secret.of(url()), new SystemClock())) {
            ledger.load();
            endConnections();
            // The pooler may have others, so that it costs none.
            try {
                ledger.commit(Changes.none("t1", NOW));
            } catch (LedgerGone once) {
                assertThat(once.why()).isEqualTo(Why.UNREACHABLE);
                ledger.commit(Changes.none("t1", NOW));
            }
            assertThat(ledger.load().last()).contains(NOW);
        }
    }
}
