package dev.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.config.Loaded;
import dev.tocsin.promql.Promql;
import dev.tocsin.promql.syntax.Parsed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The examples are held to what the agent accepts and shows. */
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("examples");
    private static final Pattern METER = Pattern.compile("\"(tocsin\\.[a-z.]+)\"");
    private static final Pattern NAME = Pattern.compile("\\btocsin_[a-z_]+");

    @TempDir
    Path directory;

    @Test
    void theConfigurationBesideAnAppHolds() throws IOException {
        Path file = Files.copy(EXAMPLES.resolve("agent.yml"), directory.resolve("tocsin.yml"));
        Files.createSymbolicLink(
                directory.resolve("alert-rules"), Path.of("alert-rules").toAbsolutePath());
        Object variables = under(under(under(compose(), "services"), "tocsin"), "environment");
        Map<String, String> environment =
                Map.of("LEDGER_URL", (String) under(variables, "LEDGER_URL"), "SLACK_WEBHOOK", "http://app/slack");

        assertThat(Configuration.check(file, name -> Optional.ofNullable(environment.get(name)))
                        .loaded())
                .isInstanceOfSatisfying(
                        Loaded.Ready.class,
                        ready -> assertThat(ready.warnings()).isEmpty());
    }

    /** Docker Compose refuses to start a service with {@code read_only} whose configs are not files. */
    @Test
    void whatIsReadOnlyGetsItsConfigurationFromFiles() throws IOException {
        Map<?, ?> compose = (Map<?, ?>) compose();
        Map<?, ?> configs = (Map<?, ?>) under(compose, "configs");
        Stream<?> readOnly = ((Map<?, ?>) under(compose, "services"))
                .values().stream().filter(service -> Boolean.TRUE.equals(((Map<?, ?>) service).get("read_only")));
        assertThat(readOnly.flatMap(service -> ((List<?>) under(service, "configs")).stream()))
                .isNotEmpty()
                .allSatisfy(config -> assertThat(EXAMPLES.resolve((String)
                                under(under(configs, (String) under(config, "source")), "file")))
                        .isRegularFile());
    }

    @Test
    void theDashboardAsksForWhatThereIs() throws IOException {
        JsonNode dashboard = new ObjectMapper()
                .readTree(EXAMPLES.resolve("grafana/tocsin.json").toFile());
        List<String> queries = dashboard.findValuesAsText("expr");
        assertThat(queries).hasSizeGreaterThan(10);
        assertThat(queries)
                .allSatisfy(query -> assertThat(Promql.parse(query.replace("$instance", ".*")))
                        .as(query)
                        .isInstanceOf(Parsed.Good.class));
        assertThat(queries)
                .flatMap(query -> NAME.matcher(query)
                        .results()
                        .map(found -> found.group())
                        .toList())
                .isSubsetOf(meters());
    }

    /** Who scrapes the agent calls it {@code instance}, and what it probed {@code exported_instance}. */
    @Test
    void theDashboardTellsProbesOfOneServiceApart() throws IOException {
        JsonNode dashboard = new ObjectMapper()
                .readTree(EXAMPLES.resolve("grafana/tocsin.json").toFile());
        assertThat(dashboard.findValues("targets").stream().flatMap(targets -> targets.valueStream()))
                .filteredOn(target -> target.path("expr").asText().matches(".*by \\(service.*"))
                .hasSize(3)
                .allSatisfy(target -> {
                    assertThat(target.path("expr").asText()).contains("by (service, exported_instance)");
                    assertThat(target.path("legendFormat").asText()).isEqualTo("{{service}} {{exported_instance}}");
                });
    }

    @Test
    void theImageIsMadeOfWhatDockerIsShown() throws IOException {
        List<String> shown = Files.readAllLines(Path.of(".dockerignore"));
        assertThat(Files.readAllLines(Path.of("Dockerfile.native")).stream()
                        .filter(line -> line.startsWith("COPY ") && !line.contains("--from="))
                        .map(line -> line.replaceFirst("COPY (--\\S+ )*", "").split(" "))
                        .flatMap(words -> List.of(words).subList(0, words.length - 1).stream()))
                .contains("src/main", "alert-rules")
                .allSatisfy(source -> {
                    assertThat(Path.of(source)).exists();
                    assertThat(shown).contains("!" + source);
                });
    }

    private static Object compose() throws IOException {
        return new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(EXAMPLES.resolve("compose.yaml")));
    }

    private static Object under(Object mapping, String key) {
        return Objects.requireNonNull(((Map<?, ?>) mapping).get(key), key);
    }

    private static Set<String> meters() throws IOException {
        String source = Files.readString(Path.of("src/main/java/dev/tocsin/api/Meters.java"));
        return METER.matcher(source)
                .results()
                .map(found -> found.group(1).replace('.', '_'))
                .flatMap(name -> List.of(name, name + "_total").stream())
                .collect(Collectors.toSet());
    }
}
