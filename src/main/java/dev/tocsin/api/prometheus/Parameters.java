package dev.tocsin.api.prometheus;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters of a request: those of its form, and after them those of its address. An empty one is as good as
 * none, unless there may be many of it. */
final class Parameters {
    private static final String LIST = "[]";

    private final Map<String, List<String>> values = new LinkedHashMap<>();

    /** Both as they came, with their escapes; either may be empty. What is no escape is left out, as Go does. */
    Parameters(String form, String query) {
        if (Parts.isIn(form)) {
            Parts.read(form, this::add);
        } else {
            read(form);
        }
        read(query);
    }

    private void read(String text) {
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            try {
                String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
                add(name, value);
            } catch (IllegalArgumentException noEscape) {
                continue;
            }
        }
    }

    private void add(String name, String value) {
        if (!value.isEmpty() || name.endsWith(LIST)) {
            values.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    String text(String name) {
        return first(name).orElse("");
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    boolean has(String name) {
        return values.containsKey(name);
    }
}
