package dev.tocsin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
    private static final String RULES = """
            groups:
              - name: one
                rules:
                  - alert: Down
                    expr: up == 0
            """;
    private static final String BAD_RULES = """
            groups:
              - name: one
                rules:
                  - alert: Down
                    expr: up ==
            """;
    private static final String CONFIGURATION = """
            rule_files: [rules/*.yml]
            receivers:
              - {name: chat, webhook_configs: [{url: "http://127.0.0.1:1/"}]}
            route: {receiver: chat}
            """;

    @TempDir
    private Path directory;

    @BeforeEach
    void directory() throws IOException {
        Files.createDirectory(directory.resolve("rules"));
    }

    @Test
    void aGoodConfigurationAndItsRulesHaveNoFaults() throws IOException {
        write("rules/a.yml", RULES);
        Path file = write("tocsin.yml", CONFIGURATION);

        Terminal terminal = check(file);

        assertThat(terminal.out()).isEqualTo("2 files checked, 0 faults\n");
        assertThat(terminal.code()).isZero();
    }

    @Test
    void aResourceOfRulesIsNotTakenForAConfiguration() throws IOException {
        Path file = write(
                "any.yml", "apiVersion: v1\nkind: PrometheusRule\nmetadata: {name: a}\nspec:\n" + RULES.indent(2));

        Terminal terminal = check(file);

        assertThat(terminal.lines())
                .containsExactly(
                        file
                                + ":5:3: spec: a rule file begins with groups; of this resource of Kubernetes it is what stands"
                                + " under spec",
                        "1 file checked, 1 fault");
    }

    @Test
    void faultsOfAllFilesComeAtOnceAndSayWhereTheyAre() throws IOException {
        Path rules = write("rules/a.yml", BAD_RULES);
        Path file = write("tocsin.yml", CONFIGURATION + "nonsense: 1\nalso_nonsense: 2\n");

        Terminal terminal = check(file);

        assertThat(terminal.lines())
                .anyMatch(line -> line.startsWith(file + ":5:1: nonsense: "))
                .anyMatch(line -> line.startsWith(file + ":6:1: also_nonsense: "))
                .anyMatch(line -> line.startsWith(rules + ":5:"))
                .endsWith("2 files checked, 3 faults");
        assertThat(terminal.code()).isEqualTo(1);
    }

    @Test
    void whatKindAFileIsIsSeenFromWhatItHolds() throws IOException {
        Path rules = write("any.yml", BAD_RULES);
        Path tests = write("other.yml", "rule_files: [any.yml]\ntests:\n  - interval: soon\n");

        Terminal terminal = check(rules, tests);

        assertThat(terminal.lines())
                .anyMatch(line -> line.startsWith(rules + ":5:"))
                .anyMatch(line -> line.startsWith(tests + ":3:"))
                .last()
                .isEqualTo("2 files checked, 2 faults");
    }

    @Test
    void anEmptyRuleFileIsNotAConfiguration() throws IOException {
        Path rules = write("empty.rules.yml", "# nothing yet\n");

        assertThat(check(rules).out()).isEqualTo("1 file checked, 0 faults\n");
    }

    @Test
    void whatIsExperimentalIsSwitchedOnForRuleFilesByAnOption() throws IOException {
        String rules =
                write("new.yml", RULES.replace("up == 0", "limitk(1, up) == 0")).toString();

        assertThat(Terminal.type("check", rules).out()).contains("promql-experimental-functions");
        assertThat(Terminal.type("check", rules, "--enable-feature", "promql-experimental-functions")
                        .code())
                .isZero();
        assertThat(Terminal.type("check", rules, "--enable-feature", "promql-nothing")
                        .err())
                .contains("there is no feature promql-nothing");
    }

    @Test
    void theSameFaultIsToldOnce() throws IOException {
        Path rules = write("rules/a.yml", BAD_RULES);
        Path file = write("tocsin.yml", CONFIGURATION);

        assertThat(check(file, rules).lines()).last().isEqualTo("2 files checked, 1 fault");
    }

    @Test
    void aFileThatIsNotThereIsAFault() {
        Path file = directory.resolve("none.yml");

        Terminal terminal = check(file);

        assertThat(terminal.lines()).containsExactly(file + ":1:1: there is no such file", "1 file checked, 1 fault");
        assertThat(terminal.code()).isEqualTo(1);
    }

    @Test
    void aBrokenFileIsAFaultWithItsPlace() throws IOException {
        Path file = write("tocsin.yml", "route: [unclosed\n");

        Terminal terminal = check(file);

        assertThat(terminal.lines().getFirst()).startsWith(file + ":");
        assertThat(terminal.code()).isEqualTo(1);
    }

    @Test
    void variablesMayComeFromAFile() throws IOException {
        Path file = write("tocsin.yml", CONFIGURATION.replace("http://127.0.0.1:1/", "${TOCSIN_TEST_HOOK}"));
        Path variables = write("some.env", "TOCSIN_TEST_HOOK=http://127.0.0.1:1/\n");

        assertThat(check(file).out()).contains("TOCSIN_TEST_HOOK");
        assertThat(Terminal.type("check", file.toString(), "--env-file", variables.toString())
                        .code())
                .isZero();
    }

    @Test
    void rulesAreCheckedAsSuchWhateverTheFileHolds() throws IOException {
        Path rules = write("any.txt", RULES);
        Path empty = write("compiled.yaml", "{}\n");
        Path other = write("other.yml", "tests: []\n");

        Terminal good = Terminal.type("check", "rules", rules.toString(), empty.toString());
        assertThat(good.out()).isEqualTo("2 files with 1 rule checked, 0 faults\n");
        assertThat(good.code()).isZero();

        Terminal bad = Terminal.type("check", "rules", rules.toString(), other.toString());
        assertThat(bad.lines())
                .containsExactly(other + ":1:1: tests: unknown key", "2 files with 1 rule checked, 1 fault");
        assertThat(bad.code()).isEqualTo(1);
    }

    @Test
    void rulesMayComeFromTheStandardInput() {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(BAD_RULES.getBytes(StandardCharsets.UTF_8)));
        try {
            assertThat(Terminal.type("check", "rules").lines())
                    .first()
                    .asString()
                    .startsWith("-:5:");
        } finally {
            System.setIn(before);
        }
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private static Terminal check(Path... files) {
        String[] args = new String[files.length + 1];
        args[0] = "check";
        for (int at = 0; at < files.length; at++) {
            args[at + 1] = files[at].toString();
        }
        return Terminal.type(args);
    }
}
