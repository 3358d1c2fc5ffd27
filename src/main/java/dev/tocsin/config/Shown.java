package dev.tocsin.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A part of a configuration as people may see it: without secrets, and without keys that mean nothing. */
public sealed interface Shown {
    /** What stands for a secret, and for what comes from the environment. */
    Text SECRET = new Text("<secret>", false);

    /** A single value; {@code bare}: a number or a flag, which stands without quotes. */
    record Text(String text, boolean bare) implements Shown {}

    /** A list. */
    record Items(List<Shown> items) implements Shown {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** A mapping, in the order of the file. */
    record Keys(Map<String, Shown> entries) implements Shown {
        /** Nothing. */
        public static final Keys NONE = new Keys(Map.of());

        public Keys {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        /** The value of {@code key}, if there is one. */
        public Optional<Shown> find(String key) {
            return Optional.ofNullable(entries.get(key));
        }

        /** The mappings in the list under {@code key}; none where there is no list. */
        public List<Keys> list(String key) {
            return entries.get(key) instanceof Items(List<Shown> items)
                    ? items.stream()
                            .filter(Keys.class::isInstance)
                            .map(Keys.class::cast)
                            .toList()
                    : List.of();
        }
    }
}
