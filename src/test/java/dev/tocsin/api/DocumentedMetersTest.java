package dev.tocsin.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about the agent's metrics has each of its meters, and no other. */
final class DocumentedMetersTest {
    private static final Pattern METER = Pattern.compile("(gauge\\(\\s*)?\"(tocsin[.][a-z.]+)\"");
    private static final Pattern NAMED = Pattern.compile("`(tocsin_[a-z_]+)`");

    /** Under this name the gate keeps a caller in the request. */
    private static final String NO_METER = "tocsin.caller";

    @Test
    void theTableHasTheMetersThatThereAre() throws IOException {
        SortedSet<String> documented = new TreeSet<>();
        Files.readString(Path.of("docs/metrics.md"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|")[1])
                .forEach(cell -> NAMED.matcher(cell).results().forEach(found -> documented.add(found.group(1))));
        assertThat(documented).containsExactlyElementsOf(registered());
    }

    private static SortedSet<String> registered() throws IOException {
        SortedSet<String> names = new TreeSet<>();
        List<Path> sources;
        try (Stream<Path> files = Files.list(Path.of("src/main/java/dev/tocsin/api"))) {
            sources = files.filter(file -> file.toString().endsWith(".java")).toList();
        }
        for (Path source : sources) {
            METER.matcher(Files.readString(source))
                    .results()
                    .filter(found -> !found.group(2).equals(NO_METER))
                    .forEach(found ->
                            names.add(found.group(2).replace('.', '_') + (found.group(1) == null ? "_total" : "")));
        }
        return names;
    }
}
