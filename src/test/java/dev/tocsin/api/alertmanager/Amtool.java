package dev.tocsin.api.alertmanager;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Alertmanager's own command, as Debian's package "prometheus-alertmanager" has it. */
record Amtool(Path directory, List<String> always) {
    private static final Path AMTOOL = Path.of("/usr/bin/amtool");

    /** What it said, both ways, and how it ended. */
    record Said(int code, String text) {}

    Amtool {
        always = List.copyOf(always);
    }

    /** Where there is none, the test that asks for it is skipped, and says so. */
    static Amtool in(Path directory, String... always) {
        Assumptions.assumeTrue(
                Files.isExecutable(AMTOOL),
                "there is no amtool, so that nothing is compared: install Debian's package prometheus-alertmanager");
        return new Amtool(directory, List.of(always));
    }

    Said say(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(AMTOOL.toString()));
        command.addAll(always);
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }
}
