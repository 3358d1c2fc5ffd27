package dev.tocsin.lab;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A request as an HTTP server of the lab got it. Names of {@code headers} are in lower case. */
public record Call(String method, String path, String query, Map<String, List<String>> headers, byte[] body) {
    public Call {
        headers = java.util.Collections.unmodifiableMap(new TreeMap<>(headers));
    }

    /** The first value of a header, by its name in lower case. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** The body in UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
