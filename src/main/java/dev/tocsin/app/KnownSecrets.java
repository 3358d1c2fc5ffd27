package dev.tocsin.app;

import dev.tocsin.config.Environment;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The environment as the configuration reads it, which remembers what it gave away: keys, passwords, and addresses that may hold
 * either. What leaves the machine without having been written for it is sent without these. Safe for any thread.
 */
final class KnownSecrets implements Environment {
    /** What is shorter hides nothing, and stands in every other word. */
    private static final int SHORTEST = 6;

    private final Environment environment;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    KnownSecrets(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Optional<String> variable(String name) {
        Optional<String> value = environment.variable(name);
        value.filter(text -> text.length() >= SHORTEST).ifPresent(known::add);
        return value;
    }

    /** {@code text} without them. */
    @Nullable
    String without(@Nullable String text) {
        if (text == null) {
            return null;
        }
        // The longest first: one may be part of another.
        List<String> all = known.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        String clean = text;
        for (String secret : all) {
            clean = clean.replace(secret, "<redacted>");
        }
        return clean;
    }
}
