package dev.tocsin.provider.railway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.clock.Clock;
import dev.tocsin.clock.SystemClock;
import dev.tocsin.collect.CollectResult;
import dev.tocsin.collect.Ports;
import dev.tocsin.collect.railway.RailwaySettings;
import dev.tocsin.config.Secret;
import dev.tocsin.lab.railway.FakeRailway;
import dev.tocsin.model.Label;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Sample;
import dev.tocsin.provider.railway.RailwayConfig.Target;
import dev.tocsin.provider.railway.RailwayConfig.TokenKind;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Railway measures, as samples, over the client that ships. */
@QuarkusTest
final class UsageTest {
    private final Clock clock = new SystemClock();
    private final FakeRailway railway =
            FakeRailway.start(clock, new FakeRailway.Settings("p", "e", "s", "hush", FakeRailway.Times.QUICK), 0);

    @AfterEach
    void close() {
        railway.close();
    }

    private CollectResult collect(String token) {
        RailwayConfig config =
                new RailwayConfig(railway.url(), new Target("p", "e", "s"), Secret.of(token), TokenKind.PROJECT);
        Ports ports = new Ports(clock, new dev.tocsin.http.Client(clock, "test"), (login, timeout) -> {
            throw new AssertionError("no database is asked");
        });
        return new RailwaySettings(config)
                .collector(Labels.of("service", "api"), ports)
                .collect(clock.now(), Duration.ofSeconds(10));
    }

    @Test
    void theLatestValuesBecomeSamples() {
        railway.usage(Map.of("CPU_USAGE", 1.5, "CPU_LIMIT", 2.0, "MEMORY_USAGE_GB", 0.25));
        assertThat(collect("hush").samples())
                .extracting(sample -> sample.labels().get(Label.METRIC_NAME), Sample::value)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("railway_cpu_usage_cores", 1.5),
                        org.assertj.core.groups.Tuple.tuple("railway_cpu_limit_cores", 2.0),
                        org.assertj.core.groups.Tuple.tuple("railway_memory_usage_bytes", 250_000_000.0));
    }

    @Test
    void whyNothingCameIsSaid() {
        CollectResult result = collect("other");
        assertThat(result.samples()).isEmpty();
        assertThat(result.toString()).contains("unauthorized").doesNotContain("other");
    }
}
