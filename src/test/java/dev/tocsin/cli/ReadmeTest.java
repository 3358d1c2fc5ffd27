package dev.tocsin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README tells a stranger to type. */
class ReadmeTest {
    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path directory;

    @Test
    void theConfigurationOfTheFirstFiveMinutesHolds() throws IOException {
        Matcher yaml = YAML.matcher(Files.readString(Path.of("README.md")));
        assertThat(yaml.find()).isTrue();
        Path file = Files.writeString(directory.resolve("my.yml"), yaml.group(1).stripIndent());
        Path variables = Files.writeString(
                directory.resolve("my.env"), "ANN_PAGERDUTY_KEY=some-key\nSLACK_WEBHOOK=https://hooks.example.com/x\n");

        Terminal terminal = Terminal.type("check", file.toString(), "--env-file", variables.toString());

        assertThat(terminal.lines()).last().isEqualTo("1 file checked, 0 faults");
    }

    @Test
    void theShippedConfigurationHolds() {
        Terminal terminal = Terminal.type("check", "tocsin.yml", "--env-file", "tocsin.env.example");

        assertThat(terminal.code()).as(terminal.out()).isZero();
    }
}
