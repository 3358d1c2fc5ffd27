package dev.tocsin.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.clock.SystemClock;
import dev.tocsin.config.Config;
import dev.tocsin.config.Loaded;
import dev.tocsin.config.Source;
import dev.tocsin.http.Client;
import dev.tocsin.http.Rogue;
import dev.tocsin.http.Rudeness;
import dev.tocsin.lab.SimulatedClock;
import dev.tocsin.model.Batch;
import dev.tocsin.model.Sample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ScrapesTest {
    private static final Duration INTERVAL = Duration.ofSeconds(15);

    private final SimulatedClock time = new SimulatedClock(Instant.parse("2026-11-01T12:00:00Z"));
    private final List<Map<String, Double>> batches = new ArrayList<>();
    private final Scrapes scrapes = new Scrapes(
            time, time, Runnable::run, new Client(new SystemClock(), "test"), batch -> batches.add(points(batch)));

    private static Map<String, Double> points(Batch batch) {
        Map<String, Double> points = new LinkedHashMap<>();
        for (int at = 0; at < batch.size(); at++) {
            points.put(batch.labels(at).toString(), batch.value(at));
        }
        return points;
    }

    private void scrape(Rogue target, String more) {
        scrapes.replace(List.of(job("job_name: app\ntargets: [\"127.0.0.1:" + target.port() + "\"]\n" + more)));
        time.advance(INTERVAL);
    }

    private double last(Rogue target, String name) {
        String labels = "{__name__=\"" + name + "\", instance=\"127.0.0.1:" + target.port() + "\", job=\"app\"}";
        return batches.getLast().getOrDefault(labels, -1.0);
    }

    private String fault() {
        return scrapes.status().getFirst().last().orElseThrow().fault().orElse("");
    }

    private static String page(String type, String text) {
        return "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: "
                + text.getBytes(StandardCharsets.UTF_8).length + "\r\nConnection: close\r\n\r\n" + text;
    }

    @Test
    void aTargetIsScraped() {
        try (Rogue target = Rogue.answering(page("text/plain; version=0.0.4", "a 1\nb{c=\"d\"} 2\n"))) {
            scrape(target, "");
            assertThat(last(target, "up")).isEqualTo(1);
            assertThat(last(target, "a")).isEqualTo(1);
            assertThat(last(target, "scrape_samples_scraped")).isEqualTo(2);
            assertThat(last(target, "scrape_samples_post_metric_relabeling")).isEqualTo(2);
            assertThat(last(target, "scrape_series_added")).isEqualTo(2);
            assertThat(batches.getLast()).hasSize(7);
            assertThat(target.heads().getFirst())
                    .startsWith("GET /metrics HTTP/1.1\n")
                    .contains("Accept: application/openmetrics-text;version=1.0.0")
                    .contains("Accept-Encoding: gzip\n")
                    .contains("X-Prometheus-Scrape-Timeout-Seconds: 10.0\n");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {}                                                  | openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1
        {scrape_native_histograms: true}                    | vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.6,application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1
        {scrape_protocols: [OpenMetricsText0.0.1, PrometheusText0.0.4]} | openmetrics-text;version=0.0.1;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1
        """)
    void whatIsAskedFor(String more, String accept) {
        ScrapeTarget target = job("{job_name: a, targets: ['x:1'], " + more.substring(1))
                .targets()
                .getFirst();
        assertThat(target.access().wish().accept()).isEqualTo("application/" + accept);
    }

    @Test
    void whatIsSaidForAllJobsHolds_whereAJobSaysNothingElse() {
        ScrapeDefaults all = global("{scrape_interval: 20s, scrape_timeout: 4s, sample_limit: 7, body_size_limit: 1KB,"
                + " scrape_protocols: [PrometheusText0.0.4], scrape_native_histograms: true}");

        ScrapeTarget plain =
                job("{job_name: a, targets: ['x:1']}", all).targets().getFirst();
        assertThat(plain.interval()).isEqualTo(Duration.ofSeconds(20));
        assertThat(plain.access().limits().timeout()).isEqualTo(Duration.ofSeconds(4));
        assertThat(plain.access().limits().bodyBytes()).isEqualTo(1024);
        assertThat(plain.access().wish().accept()).isEqualTo("text/plain;version=0.0.4;q=0.2,*/*;q=0.1");
        assertThat(plain.rules().limits().samples()).isEqualTo(7);
        assertThat(plain.rules().natives().wanted()).isTrue();

        ScrapeTarget other = job(
                        "{job_name: a, targets: ['x:1'], scrape_interval: 3s, sample_limit: 0, body_size_limit: 2KB,"
                                + " scrape_native_histograms: false}",
                        all)
                .targets()
                .getFirst();
        assertThat(other.access().limits().timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(other.access().limits().bodyBytes()).isEqualTo(2048);
        assertThat(other.rules().limits().samples()).isZero();
        assertThat(other.rules().natives().wanted()).isFalse();
    }

    @Test
    void aTimeoutForAllIsNoLongerThanTheInterval() {
        assertThat(global("{scrape_interval: 5s}").timeout()).isEqualTo(Duration.ofSeconds(5));
        Loaded<ScrapeDefaults> loaded = Config.load(
                new Source("test.yml", "{scrape_interval: 5s, scrape_timeout: 6s}", Path.of("/")),
                name -> Optional.empty(),
                in -> ScrapeDefaults.read(in, List.of()));
        assertThat(loaded.toString()).contains("scrape_timeout: must be positive and no longer than the interval");
    }

    @Test
    void aPageThatDoesNotSayWhatItIs() {
        String page = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\na 1\n";
        try (Rogue target = Rogue.answering(page)) {
            scrape(target, "");
            assertThat(last(target, "up")).isEqualTo(1);
            scrape(target, "fallback_scrape_protocol: OpenMetricsText1.0.0");
            assertThat(fault()).isEqualTo("line 1: the page does not end with # EOF");
        }
    }

    @Test
    void openMetricsIsHeldToItsSpecificationUnlessAJobWantsLess() {
        String type = "application/openmetrics-text; version=1.0.0; charset=utf-8";
        try (Rogue target = Rogue.answering(page(type, "# TYPE a counter\na_total -1\n# EOF\n"))) {
            scrape(target, "openmetrics: prometheus");
            assertThat(last(target, "up")).isEqualTo(1);
            scrape(target, "");
            assertThat(last(target, "up")).isZero();
            assertThat(fault())
                    .isEqualTo("line 2: a_total is negative; OpenMetrics forbids this, and the job takes it all the"
                            + " same with openmetrics: prometheus");
        }
        try (Rogue target = Rogue.answering(page(type, "# TYPE a counter\na_total x\n# EOF\n"))) {
            scrape(target, "");
            assertThat(fault()).isEqualTo("line 2: \"x\" is not a number");
        }
    }

    @Test
    void nativeHistogramsComeInProtocolBuffers() {
        byte[] page = ProtoPage.page(
                "h",
                4,
                metric -> metric.part(
                        7,
                        histogram -> histogram
                                .whole(1, 3)
                                .real(2, 4.5)
                                .span(12, 0, 1)
                                .signed(13, 3)));
        try (Rogue target = Rogue.plain(socket -> {
            Rudeness.swallow(socket);
            Rogue.send(
                    socket,
                    "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.google.protobuf;"
                            + " proto=io.prometheus.client.MetricFamily; encoding=delimited\r\nContent-Length: "
                            + page.length + "\r\n\r\n");
            socket.getOutputStream().write(page);
        })) {
            scrape(target, "scrape_native_histograms: true");
            assertThat(last(target, "up")).isEqualTo(1);
            assertThat(last(target, "h")).as("the sum").isEqualTo(4.5);
            assertThat(last(target, "scrape_samples_scraped")).isEqualTo(1);
        }
    }

    @Test
    void theFormatIsAsTheTargetSays() {
        String type = "application/openmetrics-text; version=1.0.0; charset=utf-8";
        try (Rogue target = Rogue.answering(page(type, "a 1\n# EOF\n"))) {
            scrape(target, "");
            assertThat(last(target, "up")).isEqualTo(1);
        }
        try (Rogue target = Rogue.answering(page(type, "a 1\n"))) {
            scrape(target, "");
            assertThat(last(target, "up")).isZero();
            assertThat(fault()).isEqualTo("line 1: the page does not end with # EOF");
        }
    }

    @Test
    void compressedPages() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(PageReaderTest.hostPage());
        }
        try (Rogue target = Rogue.plain(socket -> {
            Rudeness.swallow(socket);
            Rogue.send(
                    socket,
                    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + packed.size() + "\r\n\r\n");
            socket.getOutputStream().write(packed.toByteArray());
        })) {
            scrape(target, "");
            assertThat(last(target, "up")).isEqualTo(1);
            assertThat(last(target, "scrape_samples_scraped")).isEqualTo(26);
        }
    }

    @Test
    void aTargetThatFailsEndsItsSeries() {
        AtomicReference<String> answer = new AtomicReference<>(page("text/plain", "a 1\n"));
        try (Rogue target = Rogue.plain(socket -> {
            Rudeness.swallow(socket);
            Rogue.send(socket, answer.get());
        })) {
            scrape(target, "");
            answer.set("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n");
            time.advance(INTERVAL);
            assertThat(last(target, "up")).isZero();
            assertThat(Sample.isStale(last(target, "a"))).isTrue();
            assertThat(last(target, "scrape_samples_scraped")).isZero();
            assertThat(fault()).isEqualTo("status 503, wanted 200");
            answer.set(page("text/plain", "a 1\nb 1\nbroken\n"));
            time.advance(INTERVAL);
            assertThat(batches.getLast()).hasSize(5);
            assertThat(fault()).isEqualTo("line 3: no value after \"broken\"");
            answer.set(page("text/plain", "a 2\n"));
            time.advance(INTERVAL);
            assertThat(last(target, "a")).isEqualTo(2);
            scrapes.replace(List.of());
            assertThat(batches.getLast())
                    .hasSize(6)
                    .allSatisfy(
                            (series, value) -> assertThat(Sample.isStale(value)).isTrue());
        }
    }

    @Test
    void aChangedJobKeepsItsSeries() {
        try (Rogue target = Rogue.answering(page("text/plain", "a 1\n"))) {
            scrape(target, "");
            scrape(target, "sample_limit: 5");
            assertThat(batches).hasSize(2);
            assertThat(last(target, "a")).isEqualTo(1);
            scrape(target, "honor_timestamps: false");
            assertThat(batches.getLast().values()).noneMatch(Sample::isStale);
        }
    }

    @ParameterizedTest(name = "a target that {0}")
    @MethodSource("dev.tocsin.http.Rudeness#all")
    void rudeTargetsAreDown(Rudeness rude) {
        try (Rogue target = Rogue.plain(rude.manner())) {
            scrape(target, "scrape_timeout: 300ms");
            assertThat(last(target, "up")).isZero();
            assertThat(batches.getLast()).hasSize(5);
            assertThat(fault()).isNotEmpty();
        }
    }

    @Test
    void aPageWithoutEnd() {
        try (Rogue target = Rogue.plain(socket -> {
            Rudeness.swallow(socket);
            Rogue.send(socket, "HTTP/1.1 200 OK\r\n\r\n");
            while (true) {
                Rogue.send(socket, "a 1\n".repeat(1000));
            }
        })) {
            scrape(target, "body_size_limit: 64KB");
            assertThat(last(target, "up")).isZero();
            assertThat(fault()).isEqualTo("the page is longer than body_size_limit, 65536 bytes");
        }
    }

    @Test
    void targetsAreReadAsPrometheusReadsThem() {
        ScrapeJob job = job("""
            job_name: app
            scheme: https
            metrics_path: /probe
            labels: {team: core}
            targets: ["a.example:9100", "${HOST}", "https://b.example/own?x=1"]
            static_configs:
              - {targets: ["c.example"], labels: {instance: sea}}
            scrape_interval: 5s
            bearer_token: ${TOKEN}
            """);
        assertThat(job.targets().stream().map(ScrapeTarget::url).map(String::valueOf))
                .containsExactly(
                        "https://a.example:9100/probe",
                        "https://HOST-value/probe",
                        "https://b.example/own?x=1",
                        "https://c.example/probe");
        assertThat(job.targets().stream().map(target -> target.labels().toString()))
                .containsExactly(
                        "{instance=\"a.example:9100\", job=\"app\", team=\"core\"}",
                        "{instance=\"HOST-value\", job=\"app\", team=\"core\"}",
                        "{instance=\"b.example\", job=\"app\", team=\"core\"}",
                        "{instance=\"sea\", job=\"app\"}");
        assertThat(job.targets().getFirst().access().limits().timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(job.toString()).doesNotContain("TOKEN-value");
    }

    @Test
    void targetsAndSeriesAreRelabelled() {
        ScrapeJob job = job("""
            job_name: probe
            metrics_path: /probe
            params: {module: [http_2xx], more: [a b, c]}
            targets: ["https://shop.example/a?b=c", "gone.example", "https://ann:pw@own.example/m", "tcp://shop.example:25"]
            relabel_configs:
              - {source_labels: [__address__], regex: "gone.*", action: drop}
              - {source_labels: [__address__], regex: "(.*shop.*)", target_label: __param_target}
              - {source_labels: [__param_target], regex: (.+), target_label: instance}
              - {source_labels: [__address__], regex: ".*shop.*", target_label: __address__, replacement: "127.0.0.1:9115"}
            """);
        assertThat(job.targets().stream().map(target -> target.url() + " " + target.labels()))
                .containsExactly(
                        "http://127.0.0.1:9115/probe?module=http_2xx&more=a+b&more=c&target=https%3A%2F%2Fshop.example%2Fa%3Fb%3Dc"
                                + " {instance=\"https://shop.example/a?b=c\", job=\"probe\"}",
                        "https://ann:pw@own.example/m?module=http_2xx&more=a+b&more=c"
                                + " {instance=\"own.example\", job=\"probe\"}",
                        "http://127.0.0.1:9115/probe?module=http_2xx&more=a+b&more=c&target=tcp%3A%2F%2Fshop.example%3A25"
                                + " {instance=\"tcp://shop.example:25\", job=\"probe\"}");
        try (Rogue target = Rogue.answering(page("text/plain", "go_a 1\nb{x=\"1\"} 2\n"))) {
            scrape(target, """
                metric_relabel_configs:
                  - {source_labels: [__name__], regex: go_.*, action: drop}
                  - {regex: x, action: labeldrop}
                """);
            assertThat(last(target, "b")).isEqualTo(2);
            assertThat(last(target, "scrape_samples_scraped")).isEqualTo(2);
            assertThat(last(target, "scrape_samples_post_metric_relabeling")).isEqualTo(1);
            assertThat(batches.getLast()).hasSize(6);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        targets: [a]                                         | job_name:
        job_name: a                                          | a job without targets scrapes nothing
        job_name: a, targets: ["ftp://a"]                    | not a host with a port, nor a URL
        job_name: a, targets: [b], scrape_interval: 0s       | scrape_interval: must be positive
        job_name: a, targets: [b], scrape_timeout: 1h        | scrape_timeout: must be positive and no longer
        job_name: a, targets: [b], scheme: gopher            | must be http or https
        job_name: a, targets: [b], metrics_path: metrics     | must start with /
        job_name: a, targets: [b], sample_limit: -1          | must not be negative
        job_name: a, targets: [b], label_value_length_limit: -1 | must not be negative
        job_name: a, targets: [b], scrape_protocols: [Text]  | must be one of PrometheusProto, OpenMetricsText1.0.0
        job_name: a, targets: [b], scrape_protocols: [PrometheusProto, PrometheusProto] | names a protocol twice
        job_name: a, targets: [b], fallback_scrape_protocol: text/plain | must be one of PrometheusProto
        job_name: a, targets: [b], labels: {__name__: x}     | __name__ is the metric's own
        """)
    void faultsOfTheConfiguration(String yaml, String fault) {
        Loaded<ScrapeJob> loaded = load("{" + yaml + "}");
        assertThat(loaded).isInstanceOf(Loaded.Refused.class);
        assertThat(loaded.toString()).contains(fault);
    }

    private static ScrapeJob job(String yaml) {
        Loaded<ScrapeJob> loaded = load(yaml);
        assertThat(loaded).as(loaded.toString()).isInstanceOf(Loaded.Ready.class);
        return ((Loaded.Ready<ScrapeJob>) loaded).value();
    }

    private static Loaded<ScrapeJob> load(String yaml) {
        return load(yaml, ScrapeDefaults.every(INTERVAL));
    }

    private static Loaded<ScrapeJob> load(String yaml, ScrapeDefaults otherwise) {
        return Config.load(
                new Source("tocsin.yml", yaml, Path.of(".")),
                name -> Optional.of(name + "-value"),
                in -> ScrapeJob.read(in, otherwise));
    }

    private static ScrapeJob job(String yaml, ScrapeDefaults otherwise) {
        return ((Loaded.Ready<ScrapeJob>) load(yaml, otherwise)).value();
    }

    private static ScrapeDefaults global(String yaml) {
        return ((Loaded.Ready<ScrapeDefaults>) Config.load(
                        new Source("tocsin.yml", yaml, Path.of(".")),
                        name -> Optional.empty(),
                        in -> ScrapeDefaults.read(in, List.of())))
                .value();
    }
}
