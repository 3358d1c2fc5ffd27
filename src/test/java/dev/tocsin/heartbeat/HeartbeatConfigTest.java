package dev.tocsin.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Config;
import dev.tocsin.config.Loaded;
import dev.tocsin.config.Secret;
import dev.tocsin.config.Source;
import dev.tocsin.http.Dsn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operators write under {@code heartbeats}. */
final class HeartbeatConfigTest {
    private static final String URL = "https://hc.example.com/7c1f0a52";

    @Test
    void readsPingsAndMonitors() {
        Loaded<List<HeartbeatConfig>> loaded = load("""
                heartbeats:
                  - {name: hc, url: "${URL}", fail_url: "${URL}/fail", interval: 30s, method: post}
                  - {name: sentry, interval: 5m, sentry: {dsn: "${DSN}", monitor: tocsin-prod, margin: 3m}}
                """);
        assertThat(loaded)
                .isEqualTo(new Loaded.Ready<>(
                        List.of(
                                new HeartbeatConfig(
                                        "hc",
                                        new Way.Ping(Secret.of(URL), true, Optional.of(Secret.of(URL + "/fail"))),
                                        Duration.ofSeconds(30),
                                        Duration.ofSeconds(10)),
                                new HeartbeatConfig(
                                        "sentry",
                                        new Way.CheckIn(
                                                new Dsn(Secret.of("https://abc@o1.ingest.sentry.io/2")),
                                                "tocsin-prod",
                                                "staging",
                                                Duration.ofMinutes(3)),
                                        Duration.ofMinutes(5),
                                        Duration.ofSeconds(10))),
                        List.of()));
        assertThat(loaded.toString()).doesNotContain("7c1f0a52").doesNotContain("abc@");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{name: a} | needs either url",
                "{name: a, url: '${URL}', sentry: {dsn: '${DSN}', monitor: m}} | needs either url",
                "{name: a, url: '${BAD}'} | must be an absolute URL",
                "{name: a, url: '${URL}', interval: 0} | must be at least 1s",
                "{name: a, url: '${URL}', timeout: 0} | must be positive",
                "{name: a, url: '${URL}', method: put} | method",
                "{name: a, url: '${URL}', ulr: b} | ulr",
                "{name: a, sentry: {dsn: '${BAD}', monitor: m}} | must be a DSN",
                "{name: a, sentry: {dsn: '${DSN}', monitor: 'M x'}} | must be a slug",
                "{name: a, interval: 30s, sentry: {dsn: '${DSN}', monitor: m}} | whole minutes"
            })
    void saysWhatIsWrong(String entry, String fault) {
        Loaded<List<HeartbeatConfig>> loaded = load("heartbeats: [" + entry + "]");
        assertThat(loaded).isInstanceOf(Loaded.Refused.class);
        assertThat(((Loaded.Refused<?>) loaded).faults().toString()).contains(fault);
    }

    @Test
    void namesAreUnique() {
        assertThat(load("heartbeats: [{name: a, url: '${URL}'}, {name: a, url: '${URL}'}]")
                        .toString())
                .contains("is taken");
    }

    private static Loaded<List<HeartbeatConfig>> load(String text) {
        return Config.load(
                new Source("t.yml", text, Path.of(".")),
                name -> Optional.of(
                        switch (name) {
                            case "URL" -> URL;
                            case "DSN" -> "https://abc@o1.ingest.sentry.io/2";
                            default -> "nonsense";
                        }),
                in -> HeartbeatConfig.list(in, "staging"));
    }
}
