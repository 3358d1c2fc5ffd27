package dev.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.clock.SystemClock;
import dev.tocsin.config.Explorer;
import dev.tocsin.http.Client;
import dev.tocsin.provider.Lever;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of all keys in the documentation has what the readers ask for, and nothing else. */
final class DocumentedKeysTest {
    private static final Path PAGE = Path.of("docs/configuration.md");
    private static final String HEAD = "| mapping | keys |\n| --- | --- |\n";

    @Test
    void theTableOfKeysIsWhatIsRead() throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf(HEAD) + HEAD.length();
        assertThat(page).as("the head of the table in " + PAGE).contains(HEAD);
        List<String> documented = page.substring(start)
                .lines()
                .takeWhile(line -> line.startsWith("|"))
                .toList();

        List<String> read = table();
        Path wanted = Files.write(Path.of("target", "keys.md"), read);
        assertThat(documented)
                .as("the table of keys in " + PAGE + "; " + wanted + " is what it must be")
                .containsExactlyElementsOf(read);
    }

    private static List<String> table() {
        List<String> lines = new ArrayList<>();
        brief(read())
                .forEach((path, keys) -> lines.add("| " + (path.isEmpty() ? "the file" : "`" + path + "`") + " | "
                        + keys.stream().map(key -> "`" + key + "`").collect(Collectors.joining(", ")) + " |"));
        return lines;
    }

    private static SortedMap<String, SortedSet<String>> read() {
        SystemClock clock = new SystemClock();
        try (Client client = new Client(clock, "test")) {
            Kinds kinds = new Kinds(clock, client, () -> {
                throw new IllegalStateException("reading sends no mail");
            });
            SortedMap<String, SortedSet<String>> all = new TreeMap<>();
            for (Map<String, String> said : deciding(kinds)) {
                Explorer.explore(in -> Settings.read(in, kinds), said)
                        .forEach((path, keys) -> all.computeIfAbsent(path, absent -> new TreeSet<>())
                                .addAll(keys));
            }
            return all;
        }
    }

    /** Every value of the keys that decide which other keys there are. */
    private static List<Map<String, String>> deciding(Kinds kinds) {
        List<String> acts = new ArrayList<>(List.of("propose"));
        Arrays.stream(Lever.values())
                .filter(lever -> lever != Lever.PROMOTE)
                .map(Lever::word)
                .forEach(acts::add);
        List<Map<String, String>> all = new ArrayList<>();
        for (String probe : kinds.probes().keySet()) {
            for (String collector : kinds.collectors().keySet()) {
                for (String act : acts) {
                    all.add(Map.of("probes[].kind", probe, "collectors[].kind", collector, "remedies[].act", act));
                }
            }
        }
        return all;
    }

    /** What has the same keys under the same name in several places, such as {@code tls_config}, comes once, by that name. */
    private static SortedMap<String, SortedSet<String>> brief(SortedMap<String, SortedSet<String>> all) {
        SortedMap<String, SortedSet<String>> few = new TreeMap<>();
        all.forEach((path, keys) -> {
            String name = last(path);
            boolean same = all.entrySet().stream()
                    .filter(other -> last(other.getKey()).equals(name))
                    .allMatch(other -> other.getValue().equals(keys));
            few.put(same ? name : path, keys);
        });
        return few;
    }

    private static String last(String path) {
        String name = path.substring(path.lastIndexOf('.') + 1);
        return name.equals("*") ? path : name;
    }
}
