package dev.tocsin.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tocsin.model.Batch;
import dev.tocsin.model.Labels;
import dev.tocsin.promql.DebianPrometheus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live page of Debian's node exporter, in every format that it offers, read by us and by Debian's Prometheus. */
class NodeExporterTest {
    private static final Path EXPORTER = Path.of("/usr/bin/prometheus-node-exporter");

    /** What does not come and go with the machine's disks, mounts and connections. */
    private static final List<String> STEADY = List.of(
            "cpu",
            "meminfo",
            "loadavg",
            "stat",
            "vmstat",
            "netstat",
            "sockstat",
            "schedstat",
            "time",
            "timex",
            "uname",
            "filefd");

    @Test
    void everyFormatOfALivePageIsTheSameSeries_asManyAsPrometheusFinds(@TempDir Path directory)
            throws IOException, InterruptedException, Malformed {
        assumeThat(Files.isExecutable(EXPORTER) && DebianPrometheus.isInstalled())
                .as("prometheus-node-exporter and prometheus 2.42 are installed")
                .isTrue();
        String address = "127.0.0.1:" + DebianPrometheus.freePort();
        List<String> command = new ArrayList<>(List.of(
                EXPORTER.toString(),
                "--web.listen-address=" + address,
                "--web.disable-exporter-metrics",
                "--collector.disable-defaults"));
        STEADY.forEach(collector -> command.add("--collector." + collector));
        Process exporter = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var log = exporter.inputReader(StandardCharsets.UTF_8)) {
            String line = log.readLine();
            while (line != null && !line.contains("TLS is disabled")) {
                line = log.readLine();
            }
            assertThat(line).as("it started").isNotNull();
            int theirs;
            try (DebianPrometheus prometheus = DebianPrometheus.scraping(directory, address)) {
                theirs = (int) prometheus.await("scrape_samples_scraped > 0");
            }
            Set<String> text = series(address, Protocol.TEXT_0, Format.TEXT);
            assertThat(text).hasSizeGreaterThan(100);
            assertThat(text).hasSize(theirs);
            assertThat(series(address, Protocol.PROMETHEUS_PROTO, Format.PROTOBUF))
                    .isEqualTo(text);
        } finally {
            exporter.destroy();
        }
    }

    private static Set<String> series(String address, Protocol protocol, Format wanted)
            throws IOException, InterruptedException, Malformed {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + "/metrics"))
                .header(
                        "Accept",
                        new Protocol.Wish(List.of(protocol), Format.TEXT, Protocol.Measure.PROMETHEUS).accept())
                .build();
        HttpResponse<byte[]> page = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
        Format format = Format.of(page.headers().firstValue("Content-Type").orElse(""), Format.OPENMETRICS);
        assertThat(format).isEqualTo(wanted);
        Batch batch = new Batch();
        TargetPages pages = new TargetPages(
                Labels.empty(),
                new Rules(false, true, false, PageLimits.NONE, new Natives(true, true, false), Extras.NONE, List.of()));
        pages.read(page.body(), format, 1, batch);
        Set<String> series = new TreeSet<>();
        for (int at = 0; at < batch.size(); at++) {
            series.add(batch.labels(at).toString());
        }
        return series;
    }
}
