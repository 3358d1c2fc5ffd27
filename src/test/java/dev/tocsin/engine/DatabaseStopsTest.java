package dev.tocsin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Secret;
import dev.tocsin.lab.simulation.Fate;
import dev.tocsin.ledger.sql.SqlLedger;
import dev.tocsin.remedy.Autonomy;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Invariant 8 with a real PostgreSQL that stops in the middle of an incident and starts again; time is simulated. */
class DatabaseStopsTest {
    @TempDir
    Path directory;

    private EmbeddedPostgres server;
    private int port;

    @BeforeEach
    void start() throws IOException {
        serve();
        port = server.getPort();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10})
    void noPageIsLostWhileItIsStopped(int minutes) throws IOException {
        try (Stage stage = stage(Autonomy.AUTO).badDeploy()) {
            stage.simulation.pass(Duration.ofSeconds(40));
            stop();
            stage.simulation.pass(Duration.ofMinutes(minutes));
            serve();
            stage.simulation.pass(Duration.ofMinutes(40 - minutes));

            assertThat(stage.rings()).startsWith("chat 0m", "engineer 0m").doesNotHaveDuplicates();
            assertThat(stage.simulation.platform().rollbacks()).hasSizeLessThanOrEqualTo(1);
            stage.simulation.platform().deploy("dpl-3", "fixed");
            stage.simulation.pass(Duration.ofMinutes(20));
            assertThat(stage.simulation.pager().open()).isEmpty();
            assertIsInTheDatabase(stage);
        }
    }

    @Test
    void anAgentThatStartsWithoutItPagesAndGoesOnWithWhatWas() throws IOException {
        try (Stage stage = stage(Autonomy.OBSERVE).badDeploy()) {
            stage.simulation.pass(Duration.ofSeconds(40));
            stop();
            stage.simulation.restart();
            stage.simulation.pass(Duration.ofMinutes(1));
            assertThat(stage.rings()).as("told again rather than not at all").hasSize(4);
            serve();
            stage.simulation.pass(Duration.ofMinutes(2));
            assertThat(stage.simulation.state().incidents().stream()).hasSize(1);

            stage.simulation.platform().deploy("dpl-3", "fixed");
            stage.simulation.pass(Duration.ofMinutes(20));
            assertThat(stage.simulation.pager().open()).isEmpty();
            assertIsInTheDatabase(stage);
        }
    }

    /** What the agent knows is what one that starts now would know. */
    private static void assertIsInTheDatabase(Stage stage) {
        assertThat(stage.simulation.state().incidents().stream()).isEmpty();
        stage.simulation.restart();
        assertThat(stage.simulation.state().incidents().stream()).isEmpty();
        assertThat(stage.simulation.state().outbox().undelivered()).isZero();
        assertThat(stage.simulation.state().alerts().firing()).isEmpty();
    }

    private Stage stage(Autonomy autonomy) {
        Secret url = Secret.of("postgresql://postgres:any@127.0.0.1:" + port + "/postgres");
        return new Stage(directory, Fate.kind(), autonomy, Duration.ZERO, clock -> SqlLedger.postgresql(url, clock));
    }

    private void serve() throws IOException {
        server = EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("postgresql"))
                .setCleanDataDirectory(false)
                .setPort(port)
                .setServerConfig("fsync", "off")
                .start();
    }
}
