package dev.tocsin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckMetricsCommandTest {
    @TempDir
    private Path directory;

    @Test
    void pagesWithoutFaultsAreWell() throws IOException {
        Path text = write("text", "a 1\n");
        Path open = write("open", "# TYPE a counter\na_total 1\n# EOF\n");

        Terminal terminal = Terminal.type("check", "metrics", text.toString(), open.toString());

        assertThat(terminal.out()).isEqualTo("2 pages checked, 0 faults\n");
        assertThat(terminal.code()).isZero();
    }

    @Test
    void eachFaultyPageIsALine() throws IOException {
        Path open = write("open", "# TYPE a counter\na_total 1\na_total 2 # {b=\"c\"} x\n# EOF\n");
        Path missing = directory.resolve("missing");

        Terminal terminal = Terminal.type("check", "metrics", open.toString(), missing.toString());

        assertThat(terminal.out())
                .isEqualTo(open + ":3: \"x\" is not a number\n" + missing
                        + ":1: there is no such file\n2 pages checked, 2 faults\n");
        assertThat(terminal.code()).isEqualTo(1);
    }

    @Test
    void theFormatMayBeSaid() throws IOException {
        Path page = write("page", "a 1\n");

        assertThat(Terminal.type("check", "metrics", "--format", "openmetrics", page.toString())
                        .code())
                .isEqualTo(1);
        assertThat(Terminal.type("check", "metrics", "--format", "apple", page.toString())
                        .code())
                .isEqualTo(2);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
