package dev.tocsin.lab.ruletest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Loaded;
import dev.tocsin.rule.RuleFile;
import dev.tocsin.rule.RuleFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule file that is shipped loads without a warning and has tests, which pass. */
final class ShippedRulesTest {
    private static final Path RULES = Path.of("alert-rules");

    @ParameterizedTest
    @MethodSource("tests")
    void passes(Path file) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int exit = new RuleTests().run(List.of(file), new PrintStream(out, true, StandardCharsets.UTF_8));
        assertThat(exit).as(out.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("\n0 passed");
    }

    @Test
    void loadsWithoutAWarning() {
        Loaded<List<RuleFile>> loaded = RuleFiles.load(RULES, List.of("*.rules.yml"), RuleFile.Defaults.standard());
        assertThat(loaded)
                .isInstanceOfSatisfying(
                        Loaded.Ready.class,
                        ready -> assertThat(ready.warnings()).isEmpty());
    }

    @Test
    void everyFileHasTests() throws IOException {
        try (Stream<Path> files = Files.list(RULES)) {
            assertThat(files.filter(file -> file.toString().endsWith(".rules.yml")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(RULES.resolve("tests")
                                    .resolve(file.getFileName().toString().replace(".rules.yml", ".test.yml")))
                            .exists());
        }
    }

    static List<Path> tests() throws IOException {
        try (Stream<Path> files = Files.list(RULES.resolve("tests"))) {
            return files.sorted().toList();
        }
    }
}
