package dev.tocsin.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A directory for one demo: the configuration, the ledger, the agent's log. Safe for any thread. */
final class Home {
    private static final List<String> FILES = List.of("tocsin.yml", "alert-rules/demo.rules.yml");

    private final Path directory;
    private volatile boolean evidence;

    private Home(Path directory) {
        this.directory = directory;
    }

    /** Makes one below the system's directory for temporary files, and unpacks the configuration into it. */
    static Home make() {
        try {
            Home home = new Home(Files.createTempDirectory("tocsin-demo-"));
            for (String file : FILES) {
                home.unpack(file);
            }
            return home;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private void unpack(String file) throws IOException {
        Path to = directory.resolve(file);
        Files.createDirectories(Objects.requireNonNull(to.getParent()));
        try (InputStream in = Home.class.getResourceAsStream("/demo/" + file)) {
            Files.copy(Objects.requireNonNull(in, file), to);
        }
    }

    Path directory() {
        return directory;
    }

    Path configuration() {
        return directory.resolve("tocsin.yml");
    }

    Path log() {
        return directory.resolve("agent.log");
    }

    /** The last lines of the agent's log; none when there is no log. */
    List<String> tail(int lines) {
        try {
            List<String> all = Files.readAllLines(log());
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException none) {
            return List.of();
        }
    }

    /** From now on it stays: somebody will want to look. */
    void preserve() {
        evidence = true;
    }

    /** Removes it with all that is in it, as far as can be, unless it is to stay. */
    void remove() {
        if (evidence) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        } catch (IOException inUse) {
            // It is below the directory for temporary files, where leftovers are cleared away.
            return;
        }
    }
}
