package dev.tocsin.api.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.api.RunningAgent;
import dev.tocsin.clock.SystemClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian's amtool 0.25 and Prometheus 2.42 use an agent that runs, as they would use an Alertmanager. */
@SuppressWarnings("NullAway.Init") // Quarkus and JUnit set the fields.
@QuarkusTest
@QuarkusTestResource(RunningAgent.class)
class ToolsTest {
    private static final Path PROMETHEUS = Path.of("/usr/bin/prometheus");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SystemClock clock = new SystemClock();

    /** Given by the test resource. */
    RunningAgent agent;

    @TestHTTPResource
    URI address;

    @TempDir
    Path directory;

    @Test
    void alertsAreAddedAndAskedFor() throws Exception {
        Amtool amtool = amtool();
        said(
                amtool,
                "alert",
                "add",
                "ToolAlert",
                "node=one",
                "--annotation=summary=it burns",
                "--generator-url=http://g/x");
        said(
                amtool,
                "alert",
                "add",
                "alertname=ToolOther",
                "node=two",
                "--end=" + clock.now().plusSeconds(600));
        assertThat(said(amtool, "alert", "query")).contains("ToolAlert", "it burns", "ToolOther", "active");
        assertThat(said(amtool, "alert", "query", "ToolAlert"))
                .contains("ToolAlert")
                .doesNotContain("ToolOther");
        assertThat(said(amtool, "alert", "query", "alertname=~Tool.*", "node!=one"))
                .contains("ToolOther")
                .doesNotContain("ToolAlert");
        assertThat(said(amtool, "-o", "extended", "alert", "query", "ToolAlert"))
                .contains("node=\"one\"", "summary=\"it burns\"", "http://g/x");
        assertThat(said(amtool, "-o", "json", "alert", "query", "ToolAlert"))
                .contains("\"generatorURL\":\"http://g/x\"", "\"receivers\":[{\"name\":\"chat\"}]");
        assertThat(said(amtool, "alert", "query", "--receiver=nobody")).doesNotContain("Tool");
        assertThat(amtool.say("alert", "query", "node=~\"(\"").code()).isNotZero();

        String id = said(amtool, "silence", "add", "node=one", "-c", "at work", "-a", "ann")
                .strip();
        assertThat(said(amtool, "alert", "query", "node=one")).doesNotContain("ToolAlert");
        assertThat(said(amtool, "alert", "query", "--silenced", "node=one")).contains("ToolAlert", "suppressed");
        said(amtool, "silence", "expire", id);
        said(amtool, "alert", "add", "ToolAlert", "node=one", "--end=" + clock.now());
        said(amtool, "alert", "add", "ToolOther", "node=two", "--end=" + clock.now());
        assertThat(said(amtool, "alert", "query")).doesNotContain("Tool");
    }

    @Test
    void silencesAreAddedChangedExpiredAndImported() throws Exception {
        Amtool amtool = amtool();
        String id = said(amtool, "silence", "add", "alertname=ToolSilence", "node=~a|b", "-c", "moving", "-d", "30m")
                .strip();
        assertThat(said(amtool, "silence", "query")).contains(id, "ToolSilence", "moving");
        assertThat(said(amtool, "-o", "extended", "silence", "query", "alertname=ToolSilence"))
                .contains(id, "node=~\"a|b\"");
        assertThat(said(amtool, "silence", "query", "-q", "alertname=Other")).doesNotContain(id);
        assertThat(said(amtool, "silence", "update", "-d", "2h", "-c", "still moving", id))
                .contains(id, "still moving");

        Path saved = Files.writeString(directory.resolve("s.json"), said(amtool, "-o", "json", "silence", "query"));
        said(amtool, "silence", "expire", id);
        assertThat(said(amtool, "silence", "query")).doesNotContain(id);
        assertThat(said(amtool, "silence", "query", "--expired", "--within=1h")).contains(id);
        said(amtool, "silence", "import", "--force", saved.toString());
        String again =
                said(amtool, "silence", "query", "-q", "alertname=ToolSilence").strip();
        assertThat(again).isNotEmpty().isNotEqualTo(id);
        said(amtool, "silence", "expire", again);
        assertThat(amtool.say("silence", "expire", "8b6a2f3e-0d0c-4d0a-9c43-54c7e2d1b7a1")
                        .code())
                .isNotZero();
    }

    /** Line by line; what has its own ids and times in each is made alike. */
    @Test
    void itSaysTheSameOfUsAsOfAnAlertmanager() throws Exception {
        Alertmanager.assumed();
        try (Alertmanager other = Alertmanager.start(directory, RunningAgent.telling("http://127.0.0.1:9"))) {
            Amtool theirs = Amtool.in(
                    Files.createDirectory(directory.resolve("theirs")), "--alertmanager.url=" + other.address());
            Amtool ours = Amtool.in(Files.createDirectory(directory.resolve("ours")), "--alertmanager.url=" + address);
            Sayings sayings = new Sayings(theirs, ours, clock.now());
            assertThat(sayings.differences(Path.of("src/test/resources/alertmanager/amtool.txt")))
                    .isEmpty();
        }
    }

    @Test
    void theConfigurationIsShownAndItsRoutesTested() throws Exception {
        Amtool amtool = amtool();
        String shown = said(amtool, "config", "show");
        assertThat(shown).contains("receiver: chat", "group_by:", "webhook_configs:");
        Path file = Files.writeString(directory.resolve("shown.yml"), shown);
        assertThat(said(amtool, "check-config", file.toString())).contains("SUCCESS", "3 receivers");
        assertThat(said(amtool, "config", "routes", "show")).contains("receiver: chat");
        assertThat(said(amtool, "config", "routes", "test", "--verify.receivers=chat", "alertname=A"))
                .contains("chat");
        assertThat(said(amtool, "cluster", "show")).contains("disabled");
    }

    @Test
    void aPrometheusPushesItsAlerts() throws Exception {
        Assumptions.assumeTrue(
                Files.isExecutable(PROMETHEUS),
                "there is no Prometheus, so that none pushes: install Debian's package prometheus");
        // It looks for whom to push to every five seconds only.
        Instant end = clock.now().plusSeconds(10);
        Files.writeString(directory.resolve("burns.rules.yml"), """
            groups:
              - name: burns
                rules:
                  - alert: FromPrometheus
                    expr: vector(time()) < %d
                    labels: {severity: high, service: shop}
                    annotations: {summary: 'it burns until {{ $value }}'}
            """.formatted(end.getEpochSecond()));
        Files.writeString(directory.resolve("prometheus.yml"), """
            global: {evaluation_interval: 1s, external_labels: {cluster: eu}}
            rule_files: [burns.rules.yml]
            alerting: {alertmanagers: [{static_configs: [{targets: ['%s']}]}]}
            """.formatted(address.getAuthority()));
        Process prometheus = new ProcessBuilder(
                        PROMETHEUS.toString(),
                        "--config.file=" + directory.resolve("prometheus.yml"),
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--rules.alert.resend-delay=1s",
                        "--web.listen-address=127.0.0.1:" + Alertmanager.freePort())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("prometheus.log").toFile())
                .start();
        try {
            await(() -> page("firing"));
            assertThat(agent.told().stream()
                            .filter(one -> one.contains("FromPrometheus"))
                            .findFirst())
                    .hasValueSatisfying(page ->
                            assertThat(page).contains("\"cluster\":\"eu\"", "it burns until", "/graph?g0.expr=vector"));
            await(() -> page("resolved"));
        } finally {
            Alertmanager.end(prometheus);
        }
    }

    private boolean page(String status) {
        return agent.told().stream()
                .anyMatch(one -> one.contains("FromPrometheus") && one.contains("\"status\":\"" + status + "\""));
    }

    private Amtool amtool() {
        return Amtool.in(directory, "--alertmanager.url=" + address);
    }

    private static String said(Amtool amtool, String... words) throws IOException, InterruptedException {
        Amtool.Said said = amtool.say(words);
        assertThat(said.code())
                .as("%s: %s", String.join(" ", words), said.text())
                .isZero();
        return said.text();
    }

    /** Asks now and then: the agent and Prometheus live in real time here. */
    private void await(BooleanSupplier condition) throws InterruptedException {
        Instant end = clock.now().plus(PATIENCE);
        CountDownLatch never = new CountDownLatch(1);
        while (!condition.getAsBoolean()) {
            assertThat(clock.now()).as("it took too long").isBefore(end);
            assertThat(never.await(50, TimeUnit.MILLISECONDS)).isFalse();
        }
    }
}
