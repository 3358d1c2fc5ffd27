package dev.tocsin.cli.demo;

import dev.tocsin.config.Secret;
import dev.tocsin.lab.Scratch;
import dev.tocsin.lab.world.Platform;
import dev.tocsin.lab.world.Story;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A directory for one demo: the configuration, the ledger, the agent's log. Safe for any thread. */
final class Home {
    private static final String RULES = "alert-rules/demo.rules.yml";

    private final Path directory;
    private final Optional<Secret> ledger;
    private volatile boolean evidence;

    private Home(Path directory, Optional<Secret> ledger) {
        this.directory = directory;
        this.ledger = ledger;
    }

    /**
     * Makes one below the system's directory for temporary files, and unpacks the configuration for {@code terms} into it:
     * without the URL of a database the ledger is a file in it.
     */
    static Home make(Demo.Terms terms) {
        try {
            Home home = new Home(Files.createTempDirectory("tocsin-demo-"), terms.ledger());
            home.unpack(settings(terms.platform()), "tocsin.yml");
            home.unpack(RULES, RULES);
            String where = terms.ledger().isPresent() ? "postgresql: {url: \"${DEMO_LEDGER}\"}" : "path: ledger.db";
            Files.writeString(home.configuration(), "\nledger:\n  " + where + "\n", StandardOpenOption.APPEND);
            if (terms.story() == Story.APPROVED) {
                home.askFirst();
            }
            return home;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static String settings(Platform platform) {
        return switch (platform) {
            case RAILWAY -> "tocsin.yml";
            case VERCEL -> "vercel.yml";
        };
    }

    private void unpack(String file, String name) throws IOException {
        Path to = directory.resolve(name);
        Files.createDirectories(Objects.requireNonNull(to.getParent()));
        try (InputStream in = Home.class.getResourceAsStream("/demo/" + file)) {
            Files.copy(Objects.requireNonNull(in, file), to);
        }
    }

    /** The variables that the configuration names besides those of the world. */
    Map<String, String> environment() {
        return ledger.map(url -> Map.of("DEMO_LEDGER", url.reveal())).orElse(Map.of());
    }

    /** The remedy is carried out only with a person's leave. */
    private void askFirst() throws IOException {
        String text = Files.readString(configuration());
        Files.writeString(configuration(), text.replace("autonomy: auto", "autonomy: approve"));
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
        if (!evidence) {
            Scratch.remove(directory);
        }
    }
}
