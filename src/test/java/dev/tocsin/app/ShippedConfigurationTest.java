package dev.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Loaded;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Matcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every configuration that is shipped, with the variables of {@code tocsin.env.example}. */
final class ShippedConfigurationTest {
    private static final Labels YELLOW =
            Labels.of(Map.of("alertname", "CpuHigh", "level", "yellow", "service", "api", "job", "api"));
    private static final Labels RED =
            Labels.of(Map.of("alertname", "CpuHigh", "level", "red", "service", "api", "job", "api", "issue", "cpu"));

    /** Two alerts under one headline say neither their value nor what is exceeded. */
    @ParameterizedTest
    @ValueSource(strings = {"tocsin.yml", "environments/staging.yml", "environments/development.yml"})
    void whatIsRedIsNotToldOfAsYellowToo(String file) throws IOException {
        assertThat(load(file).settings().telling().mutes().inhibitions()).anySatisfy(rule -> {
            assertThat(Matcher.allMatch(rule.source(), RED)).isTrue();
            assertThat(Matcher.allMatch(rule.target(), YELLOW)).isTrue();
            assertThat(Matcher.allMatch(rule.target(), RED)).isFalse();
            assertThat(rule.equal()).contains("alertname", "service").doesNotContain("level", "severity", "issue");
        });
    }

    /** One directory to keep on a volume. */
    @ParameterizedTest
    @ValueSource(strings = {"tocsin.yml", "environments/staging.yml", "environments/development.yml"})
    void whatIsWrittenLiesTogether(String file) throws IOException {
        Settings.Running running = load(file).settings().running();
        Path together = Path.of("var").toAbsolutePath();
        assertThat(Stream.concat(Stream.of(running.ledger().sqlite()), running.series().directory().stream()))
                .extracting(path -> path.toAbsolutePath().normalize().getParent())
                .containsOnly(together);
    }

    private static Configuration load(String file) throws IOException {
        Map<String, String> example = Files.readAllLines(Path.of("tocsin.env.example")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        Loaded<Configuration> loaded = Configuration.check(
                        Path.of(file), name -> Optional.ofNullable(example.get(name)))
                .loaded();
        assertThat(loaded).isInstanceOf(Loaded.Ready.class);
        return ((Loaded.Ready<Configuration>) loaded).value();
    }
}
