package dev.tocsin.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Config;
import dev.tocsin.config.Fault;
import dev.tocsin.config.Loaded;
import dev.tocsin.config.Source;
import dev.tocsin.model.Labels;
import dev.tocsin.series.SeriesConfig.Retain;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesConfigTest {
    private static Loaded<SeriesConfig> load(String yaml) {
        return Config.load(
                new Source("tocsin.yml", yaml, Path.of(".")), missing -> Optional.empty(), SeriesConfig::read);
    }

    private static SeriesConfig read(String yaml) {
        return switch (load(yaml)) {
            case Loaded.Ready<SeriesConfig> ready -> ready.value();
            case Loaded.Refused<SeriesConfig> refused -> throw new AssertionError(refused.faults());
        };
    }

    @Test
    void keepsWhatRulesReadByDefault() {
        assertThat(read("")).isEqualTo(SeriesConfig.standard());
        assertThat(read("retain: all").retention()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void readsAll() {
        SeriesConfig config = read("""
                retain: all
                retention: 6h
                directory: /var/lib/tocsin/series
                disk_limit: 256MB
                keep:
                  - match: slo:uptime:ratio{env=~"prod.*"}
                    for: 30d
                """);

        assertThat(config.retain()).isEqualTo(Retain.ALL);
        assertThat(config.directory()).hasValue(Path.of("/var/lib/tocsin/series"));
        assertThat(config.diskLimit()).isEqualTo(256L << 20);
        Demand demand = config.demand(List.of(), Instant.EPOCH);
        assertThat(demand.keep(Labels.of("__name__", "slo:uptime:ratio", "env", "prod-1")))
                .hasValue(Duration.ofDays(30));
        assertThat(demand.keep(Labels.of("__name__", "slo:uptime:ratio"))).hasValue(Duration.ofHours(6));
    }

    @Test
    void aDirectoryIsMeantFromWhereTheFileIs() {
        Loaded<SeriesConfig> loaded = Config.load(
                new Source("tocsin.yml", "directory: ../data", Path.of("/etc/tocsin")),
                missing -> Optional.empty(),
                SeriesConfig::read);

        assertThat(loaded)
                .isInstanceOfSatisfying(
                        Loaded.Ready.class,
                        ready -> assertThat(((SeriesConfig) ready.value()).directory())
                                .hasValue(Path.of("/etc/data")));
    }

    @Test
    void keepsNothingElseWithRules() {
        Demand demand = read("keep: [{match: up, for: 2h}]").demand(List.of(), Instant.EPOCH);

        assertThat(demand.keep(Labels.of("__name__", "up"))).hasValue(Duration.ofHours(2));
        assertThat(demand.keep(Labels.of("__name__", "down"))).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "retain: some;                            one of rules, all",
                "retention: 0;                            must be positive",
                "disk_limit: 1MB;                         16MB at least",
                "disk_limit: much;                        not a size",
                "keep: [{match: 'up + 1', for: 1d}];      must be a selector",
                "keep: [{match: 'up{', for: 1d}];         keep[0].match",
                "keep: [{match: up}];                     keep[0].for",
                "directories: /tmp;                       directories",
            })
    void saysWhatIsWrong(String yaml, String words) {
        assertThat(load(yaml))
                .isInstanceOfSatisfying(
                        Loaded.Refused.class,
                        refused -> assertThat(refused.faults())
                                .hasSize(1)
                                .allSatisfy(fault ->
                                        assertThat(((Fault) fault).toString()).contains(words)));
    }
}
