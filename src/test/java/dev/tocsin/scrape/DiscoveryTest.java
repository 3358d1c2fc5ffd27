package dev.tocsin.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.clock.SystemClock;
import dev.tocsin.config.Config;
import dev.tocsin.config.Loaded;
import dev.tocsin.config.Source;
import dev.tocsin.http.Client;
import dev.tocsin.lab.Call;
import dev.tocsin.lab.LoopbackServer;
import dev.tocsin.lab.Reply;
import dev.tocsin.lab.SimulatedClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DiscoveryTest {
    private final SimulatedClock time = new SimulatedClock(Instant.parse("2026-11-01T12:00:00Z"));
    private final Client client = new Client(new SystemClock(), "test");
    private final List<String> ended = new ArrayList<>();

    /** No scrape is made: only who would be scraped is of interest. */
    private final Scrapes scrapes = new Scrapes(time, time, Runnable::run, client, batch -> {
        for (int at = 0; at < batch.size(); at++) {
            if (batch.labels(at).metricName().equals("up") && Double.isNaN(batch.value(at))) {
                ended.add(batch.labels(at).get("instance"));
            }
        }
    });

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        scrapes.close();
        client.close();
    }

    private Loaded<ScrapeJob> load(String yaml) {
        return Config.load(
                new Source("tocsin.yml", yaml, folder),
                name -> Optional.empty(),
                in -> ScrapeJob.read(in, ScrapeDefaults.every(Duration.ofDays(1))));
    }

    private void run(String yaml) {
        Loaded<ScrapeJob> loaded = load(yaml);
        assertThat(loaded).isInstanceOf(Loaded.Ready.class);
        scrapes.replace(List.of(((Loaded.Ready<ScrapeJob>) loaded).value()));
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private List<String> targets() {
        return scrapes.status().stream()
                .map(status -> status.target().url() + " " + status.target().labels())
                .sorted()
                .toList();
    }

    private void look() {
        time.advance(Duration.ofSeconds(5));
    }

    @Test
    void targetsInFiles() throws IOException {
        write("a.yml", "- targets: ['a:1', 'b:2']\n  labels: {env: prod}\n- targets: [c:3]\n");
        write(
                "b.json",
                "[\n\t{\"targets\": [\"d:4\"], \"labels\": {\"__metrics_path__\": \"/m\", \"job\": \"own\"}}\n]\n");
        run("{job_name: app, file_sd_configs: [{files: ['*.yml', b.json, none.json]}]}");
        assertThat(targets())
                .containsExactly(
                        "http://a:1/metrics {env=\"prod\", instance=\"a:1\", job=\"app\"}",
                        "http://b:2/metrics {env=\"prod\", instance=\"b:2\", job=\"app\"}",
                        "http://c:3/metrics {instance=\"c:3\", job=\"app\"}",
                        "http://d:4/m {instance=\"d:4\", job=\"own\"}");
        assertThat(scrapes.status().getFirst().target().discovered().toMap())
                .containsEntry("__meta_filepath", folder.resolve("a.yml").toString())
                .containsEntry("__address__", "a:1")
                .containsEntry("__scrape_interval__", "1d");
    }

    @Test
    void aFileThatChangesIsReadAgain() throws IOException {
        write("a.yml", "- targets: ['a:1', 'b:2']\n");
        run("{job_name: app, file_sd_configs: [{files: ['*.yml']}]}");
        write("a.yml", "- targets: ['b:2', 'longer:3']\n");
        write("b.yml", "- targets: ['new:1']\n");
        look();
        assertThat(targets())
                .containsExactly(
                        "http://b:2/metrics {instance=\"b:2\", job=\"app\"}",
                        "http://longer:3/metrics {instance=\"longer:3\", job=\"app\"}",
                        "http://new:1/metrics {instance=\"new:1\", job=\"app\"}");
        assertThat(ended).containsExactly("a:1");
        Files.delete(folder.resolve("a.yml"));
        look();
        assertThat(targets()).containsExactly("http://new:1/metrics {instance=\"new:1\", job=\"app\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        a.json | [{"targets": ["x:1"]                    | a.json:1: is not JSON
        a.json | {"targets": ["x:1"]}                    | the file must be a list, not a mapping
        a.json | [{"targets": ["x:1"], "port": 3}]       | unknown key
        a.json | [{"targets": [{}]}]                     | [0].targets[0]: must be a text, not a mapping
        a.json | [null]                                  | [0]: must be a mapping, not empty
        a.yml  | '- targets: [x:1'                       | a.yml:
        a.yml  | '- targets: ["a b:1"]'                    | job app: a target that was found: not a host
        """)
    void aBadFileKeepsWhatWasFound(String file, String text, String fault) throws IOException {
        boolean address = fault.startsWith("job");
        write(
                file,
                "- targets: ['old:1']\n"
                        .transform(yaml -> file.endsWith("json") ? "[{\"targets\":[\"old:1\"]}]" : yaml));
        run("{job_name: app, file_sd_configs: [{files: [" + file + "]}]}");
        write(file, text);
        look();
        assertThat(scrapes.faults()).singleElement().asString().contains(fault);
        assertThat(targets()).hasSize(address ? 0 : 1);
        write(file, file.endsWith("json") ? "[{\"targets\": [\"new:1\"]}]" : "- {targets: [new:1]}\n");
        look();
        assertThat(scrapes.faults()).isEmpty();
        assertThat(targets()).singleElement().asString().contains("new:1");
    }

    @Test
    void relabellingSeesWhereTargetsWereFound() throws IOException {
        write("a.yml", "- targets: ['a:1', 'b:2']\n  labels: {__meta_tier: gold}\n");
        run("""
            job_name: app
            file_sd_configs: [{files: [a.yml]}]
            relabel_configs:
              - {source_labels: [__meta_tier], target_label: tier}
              - {source_labels: [__address__], regex: 'b:.*', action: drop}
              - {target_label: __scrape_interval__, replacement: 30s}
              - {target_label: __scrape_timeout__, replacement: 7s}
            """);
        assertThat(targets()).containsExactly("http://a:1/metrics {instance=\"a:1\", job=\"app\", tier=\"gold\"}");
        ScrapeTarget target = scrapes.status().getFirst().target();
        assertThat(target.interval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(target.timeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(scrapes.dropped())
                .singleElement()
                .satisfies(dropped ->
                        assertThat(dropped.discovered().get("__address__")).isEqualTo("b:2"));
    }

    private Reply answer = new Reply(200, Map.of("Content-Type", "application/json"), "[{\"targets\":[\"a:1\"]}]");

    private Reply answered(Call call) {
        assertThat(call.header("x-prometheus-refresh-interval-seconds")).contains("30");
        assertThat(call.header("authorization")).contains("Token secret");
        return answer;
    }

    @Test
    void targetsOverHttp() {
        try (LoopbackServer server = LoopbackServer.start(0, this::answered)) {
            run("""
                job_name: app
                http_sd_configs:
                  - url: %s/sd
                    refresh_interval: 30s
                    authorization: {type: Token, credentials: secret}
                """.formatted(server.uri()));
            assertThat(targets()).singleElement().asString().contains("a:1");
            assertThat(scrapes.status().getFirst().target().discovered().get("__meta_url"))
                    .isEqualTo(server.uri() + "/sd");
            Map<String, String> type = answer.headers();
            for (Reply bad : List.of(
                    new Reply(500, type, "[]"),
                    new Reply(200, Map.of("Content-Type", "text/html"), "[]"),
                    new Reply(200, type, "<html>"))) {
                answer = bad;
                time.advance(Duration.ofSeconds(30));
                assertThat(targets()).as("%s", bad).singleElement().asString().contains("a:1");
                assertThat(scrapes.faults()).singleElement().asString().startsWith(server.uri() + "/sd: ");
            }
            answer = new Reply(200, Map.of("Content-Type", "application/json; charset=utf-8"), "[]");
            time.advance(Duration.ofSeconds(30));
            assertThat(targets()).isEmpty();
            assertThat(scrapes.faults()).isEmpty();
            assertThat(ended).containsExactly("a:1");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        file_sd_configs: [{files: [a.txt]}]                    | must end with .json, .yml or .yaml
        file_sd_configs: [{files: ['*/a.yml']}]                | have * in its last part alone
        file_sd_configs: [{}]                                  | file_sd_configs[0].files: is required
        file_sd_configs: [{files: [a.yml], refresh_interval: 0s}] | must be positive
        http_sd_configs: [{url: nothing}]                      | http_sd_configs[0].url
        http_sd_configs: [{url: 'http://a', files: [a.yml]}]   | unknown key
        """)
    void whatIsRefused(String yaml, String fault) {
        Loaded<ScrapeJob> loaded = load("{job_name: app, " + yaml + "}");
        assertThat(loaded).isInstanceOf(Loaded.Refused.class);
        assertThat(((Loaded.Refused<ScrapeJob>) loaded).faults())
                .anySatisfy(found -> assertThat(found.toString()).contains(fault));
    }
}
