package dev.tocsin.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Config;
import dev.tocsin.config.Loaded;
import dev.tocsin.config.Source;
import dev.tocsin.http.Client;
import dev.tocsin.lab.SimulatedClock;
import dev.tocsin.model.Batch;
import dev.tocsin.model.Gauges;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Sample;
import dev.tocsin.probe.http.HttpSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProbesTest {
    private final SimulatedClock time = new SimulatedClock(Instant.parse("2026-11-01T12:00:00Z"));
    private final List<List<String>> batches = new ArrayList<>();
    private final Probes probes =
            new Probes(time, time, Runnable::run, new Client(time, "test"), batch -> batches.add(printed(batch)));

    /** Succeeds or fails with a cause, as it is told. */
    private record Told(List<String> causes) implements ProbeSettings {
        @Override
        public String instance() {
            return "told";
        }

        @Override
        public Prober prober(Labels labels, Client client) {
            return (at, timeout) -> {
                Gauges gauges = new Gauges(labels, at.toEpochMilli()).set("probe_success", causes.isEmpty());
                causes.forEach(cause -> gauges.set("probe_failure_info", 1, "cause", cause));
                return new ProbeResult(
                        gauges.samples(), causes.stream().findFirst().map(cause -> new Failure(cause, "told so")));
            };
        }
    }

    private static ProbeTarget target(String name, String... causes) {
        return new ProbeTarget(
                name, Labels.of("job", name), Duration.ofSeconds(15), Duration.ofSeconds(5), new Told(List.of(causes)));
    }

    @Test
    void theCauseOfAFailureEndsWithIt() {
        probes.replace(List.of(target("api", "timeout")));
        time.advance(Duration.ofSeconds(15));
        probes.replace(List.of(target("api", "dns")));
        time.advance(Duration.ofSeconds(15));
        probes.replace(List.of(target("api")));
        time.advance(Duration.ofSeconds(15));
        assertThat(batches)
                .containsExactly(
                        List.of("probe_success{} 0.0", "probe_failure_info{cause=\"timeout\"} 1.0"),
                        List.of(
                                "probe_success{} 0.0",
                                "probe_failure_info{cause=\"dns\"} 1.0",
                                "probe_failure_info{cause=\"timeout\"} stale"),
                        List.of("probe_success{} 1.0", "probe_failure_info{cause=\"dns\"} stale"));
    }

    @Test
    void theSeriesOfATargetThatIsGoneEnd() {
        probes.replace(List.of(target("api"), target("shop")));
        time.advance(Duration.ofSeconds(15));
        batches.clear();
        probes.replace(List.of(target("shop")));
        assertThat(batches).containsExactly(List.of("probe_success{} stale"));
        time.advance(Duration.ofSeconds(15));
        assertThat(batches).hasSize(2);
    }

    @Test
    void theStatusTellsTheLastCheck() {
        probes.replace(List.of(target("api", "timeout")));
        assertThat(probes.status().values())
                .singleElement()
                .satisfies(status -> assertThat(status.checked()).isEmpty());
        time.advance(Duration.ofSeconds(15));
        assertThat(probes.status().values()).singleElement().satisfies(status -> {
            assertThat(status.failure()).contains(new Failure("timeout", "told so"));
            assertThat(status.checked()).isPresent();
        });
    }

    @Test
    void aTargetIsReadWithItsLabels() {
        ProbeTarget target = ((Loaded.Ready<ProbeTarget>) load("""
            name: api
            url: https://ann:pw@api.example/health?key=1
            interval: 5s
            service: checkout
            labels: {environment: production}
            """)).value();
        assertThat(target.labels().toMap())
                .isEqualTo(Map.of(
                        "job", "api",
                        "service", "checkout",
                        "environment", "production",
                        "instance", "https://api.example/health?key=<redacted>"));
        assertThat(target.timeout()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void allFaultsOfATargetAreTold() {
        assertThat(load("{kind: smoke, interval: 0s, timeout: 20s}").toString())
                .contains("name: ")
                .contains("unknown kind of probe \"smoke\"; known: http")
                .contains("interval: must be positive")
                .contains("timeout: must be positive and no longer than the interval");
    }

    private static Loaded<ProbeTarget> load(String yaml) {
        return Config.load(
                new Source("tocsin.yml", yaml, Path.of(".")),
                name -> Optional.empty(),
                in -> ProbeTarget.read(in, Duration.ofSeconds(15), Map.of("http", HttpSettings::read)));
    }

    private static List<String> printed(Batch batch) {
        return IntStream.range(0, batch.size())
                .mapToObj(at -> batch.labels(at).metricName()
                        + batch.labels(at).keep(List.of("cause"))
                        + (Sample.isStale(batch.value(at)) ? " stale" : " " + batch.value(at)))
                .toList();
    }
}
