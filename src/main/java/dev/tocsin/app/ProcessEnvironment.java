package dev.tocsin.app;

import dev.tocsin.config.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The process's environment variables, and those of a file of lines {@code NAME=value}; what the process has wins. */
public final class ProcessEnvironment implements Environment {
    private final Map<String, String> more;

    private ProcessEnvironment(Map<String, String> more) {
        this.more = Map.copyOf(more);
    }

    /** Reads {@code file}, when there is one, at once. Throws {@link UncheckedIOException} when it cannot be read. */
    public static ProcessEnvironment with(Optional<Path> file) {
        Map<String, String> more = new HashMap<>();
        file.ifPresent(path -> read(path, more));
        return new ProcessEnvironment(more);
    }

    private static void read(Path file, Map<String, String> variables) {
        try {
            for (String line : Files.readAllLines(file)) {
                int sign = line.indexOf('=');
                if (sign > 0 && !line.startsWith("#")) {
                    variables.put(
                            line.substring(0, sign).strip(),
                            unquoted(line.substring(sign + 1).strip()));
                }
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    @Override
    public Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name)).or(() -> Optional.ofNullable(more.get(name)));
    }
}
