package dev.tocsin.lab.promqltest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs our own scripts, and a folder of further cases beside the project where there is one: named by the system
 * property {@code promqltest.dir}, else {@code ../shared/promqltest}.
 */
class CorpusTest {
    private static final Path OWN = Path.of("src/test/resources/promql");

    static Stream<Path> scripts() throws IOException {
        List<Path> scripts = new ArrayList<>(in(OWN));
        Path beside = Path.of(System.getProperty("promqltest.dir", "../shared/promqltest"));
        if (Files.isDirectory(beside)) {
            scripts.addAll(in(beside));
        } else {
            assertThat(System.getProperty("promqltest.dir"))
                    .as("a folder that is not there")
                    .isNull();
        }
        return scripts.stream();
    }

    private static List<Path> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".test"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void passes(Path script) {
        List<String> failed = new ScriptRunner()
                .run(script).stream()
                        .filter(result -> !result.passed())
                        .map(ScriptRunner::described)
                        .toList();
        assertThat(failed).isEmpty();
    }
}
