package dev.tocsin.api.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.lab.SimulatedClock;
import dev.tocsin.series.Demand;
import dev.tocsin.series.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Answers of Prometheus 2.42 to a few hundred requests over fixed samples; {@code README.md} beside them says how they were
 * recorded. {@code changed.txt} lists what 3.x answers otherwise, and why.
 */
class GoldenTest {
    static final Path FOLDER = Path.of("src/test/resources/prometheus");
    private static final Instant NOW = Instant.ofEpochSecond(1_700_001_200);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Reading load() throws IOException {
        Store store = new Store(Demand.everything(Duration.ofDays(1), List.of(), NOW));
        Page.load(FOLDER.resolve("samples.om"), store);
        return new Reading(store, new SimulatedClock(NOW));
    }

    @TestFactory
    Stream<DynamicTest> answersAsPrometheus() throws IOException {
        Reading reading = load();
        Set<String> changed = Set.copyOf(Files.readAllLines(FOLDER.resolve("changed.txt")));
        return Files.readAllLines(FOLDER.resolve("answers.jsonl")).stream()
                .map(GoldenTest::read)
                .map(line -> DynamicTest.dynamicTest(request(line), () -> check(line, reading, changed)));
    }

    private static String request(JsonNode line) {
        return line.path("path").asText() + "?" + line.path("params").asText();
    }

    private static void check(JsonNode line, Reading reading, Set<String> changed) {
        Asked asked = Asked.of(line.path("path").asText(), line.path("params").asText(), reading);
        List<String> differences = new ArrayList<>();
        new Likeness(differences).compare(line.path("body"), asked.body());
        if (asked.status() != line.path("status").asInt()) {
            differences.add("status " + asked.status());
        }
        if (changed.contains(request(line))) {
            assertThat(differences).as("no longer changed").isNotEmpty();
        } else {
            assertThat(differences).as("%s", asked.body()).isEmpty();
        }
    }

    static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException garbage) {
            throw new UncheckedIOException(garbage);
        }
    }
}
