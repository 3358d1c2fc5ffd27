package dev.tocsin.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Fault;
import dev.tocsin.config.Loaded;
import dev.tocsin.config.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules in the manner of the collections that people bring along load without a fault, and print as rules that load as the same. */
class CollectionsTest {
    private static final Path DIRECTORY = Path.of("src/test/resources/dev/tocsin/rule");

    private static RuleFile load(String name, String text) {
        Loaded<RuleFile> loaded = RuleFile.load(new Source(name, text, DIRECTORY), RuleFile.Defaults.standard());
        return switch (loaded) {
            case Loaded.Ready<RuleFile>(RuleFile file, List<Fault> warnings) -> {
                assertThat(warnings).isEmpty();
                yield file;
            }
            case Loaded.Refused<RuleFile> refused -> throw new AssertionError(refused.faults());
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"cluster.rules.yml", "host.rules.yml"})
    void loadsAndPrintsBack(String name) throws IOException {
        RuleFile file = load(name, Files.readString(DIRECTORY.resolve(name)));
        assertThat(file.size()).isGreaterThan(8);

        RuleFile again = load(name, RulePrinter.print(file));

        assertThat(RulePrinter.print(again)).isEqualTo(RulePrinter.print(file));
        assertThat(again.groups()).hasSameSizeAs(file.groups());
        for (int group = 0; group < file.groups().size(); group++) {
            List<Rule> before = file.groups().get(group).rules();
            List<Rule> after = again.groups().get(group).rules();
            assertThat(after).hasSameSizeAs(before);
            for (int at = 0; at < before.size(); at++) {
                assertThat(after.get(at).expr().toString())
                        .isEqualTo(before.get(at).expr().toString());
                assertThat(after.get(at).labels()).isEqualTo(before.get(at).labels());
            }
        }
    }
}
