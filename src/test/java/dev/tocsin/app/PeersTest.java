package dev.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alert.Alert;
import dev.tocsin.lab.LoopbackServer;
import dev.tocsin.lab.Reply;
import dev.tocsin.model.Labels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The example of agents that watch each other: one looks at the other's management port over HTTP. */
final class PeersTest {
    private static final String WELL = """
            tocsin_turning 1
            tocsin_ledger_durable 1
            tocsin_pages_undelivered 0
            tocsin_rules_failing 0
            tocsin_heartbeats_failed_total 0
            tocsin_config_last_reload_successful 1
            """;

    private final AtomicReference<String> metrics = new AtomicReference<>(WELL);
    private final AtomicReference<Reply> ready = new AtomicReference<>(Reply.json(200, "{\"status\":\"UP\"}"));

    @TempDir
    private Path folder;

    @Test
    void anAgentThatIsGoneIsToldOf() throws IOException {
        try (LoopbackServer other = other();
                Watch watch = watch(other)) {
            watch.pass(Duration.ofMinutes(5));
            assertThat(watch.known()).isEmpty();
            other.close();
            watch.pass(Duration.ofMinutes(4));
            assertThat(watch.firing()).extracting(Alert::name).contains("TocsinGone");
        }
    }

    @Test
    void anAgentThatIsNotReadyIsToldOf() throws IOException {
        try (LoopbackServer other = other();
                Watch watch = watch(other)) {
            watch.pass(Duration.ofMinutes(5));
            ready.set(Reply.json(503, "{\"status\":\"DOWN\"}"));
            watch.pass(Duration.ofMinutes(4));
            assertThat(watch.firing()).extracting(Alert::name).containsExactly("TocsinNotReady");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tocsin_turning 1, tocsin_turning 0, TocsinNotTurning",
        "tocsin_ledger_durable 1, tocsin_ledger_durable 0, TocsinLedgerSpooling",
        "tocsin_pages_undelivered 0, tocsin_pages_undelivered 2, TocsinPagesUndelivered",
        "tocsin_config_last_reload_successful 1, tocsin_config_last_reload_successful 0, TocsinReloadFailed"
    })
    void anAgentThatIsThereAndDoesNotWorkIsToldOf(String well, String ill, String alert) throws IOException {
        try (LoopbackServer other = other();
                Watch watch = watch(other)) {
            watch.pass(Duration.ofMinutes(5));
            metrics.set(WELL.replace(well, ill));
            watch.pass(Duration.ofMinutes(7));
            assertThat(watch.firing()).extracting(Alert::name).containsExactly(alert);
            assertThat(watch.firing())
                    .as("it is the other that is ill, not who says so")
                    .extracting(one -> one.labels().get("environment"))
                    .containsExactly("production");
        }
    }

    /** What can wait until the morning goes to the chat alone. */
    @ParameterizedTest
    @CsvSource({"critical, 1", "high, 1", "medium, 0"})
    void onlyWhatCannotWaitWakesSomebody(String severity, int ladders) throws IOException {
        try (LoopbackServer other = other();
                Watch watch = watch(other)) {
            assertThat(watch.policies(Labels.of("alertname", "X", "severity", severity)))
                    .hasSize(ladders);
        }
    }

    private LoopbackServer other() {
        return LoopbackServer.start(
                0, call -> call.path().equals("/metrics") ? Reply.of(200, metrics.get()) : ready.get());
    }

    private Watch watch(LoopbackServer other) throws IOException {
        Path examples = Files.createDirectories(folder.resolve("examples"));
        Path file = Files.copy(Path.of("examples/peers.yml"), examples.resolve("peers.yml"));
        Files.createSymbolicLink(
                folder.resolve("alert-rules"), Path.of("alert-rules").toAbsolutePath());
        return new Watch(file, Map.of("PEER", other.uri().toString(), "HEARTBEAT_URL", "http://127.0.0.1:9"));
    }
}
