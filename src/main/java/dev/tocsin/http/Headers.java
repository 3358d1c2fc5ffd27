package dev.tocsin.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Header lines in their order; a name may come more than once. */
public record Headers(List<Header> lines) {
    /** No headers. */
    public static final Headers NONE = new Headers(List.of());

    public Headers {
        lines = List.copyOf(lines);
    }

    /** The first value of {@code name}. */
    public Optional<String> first(String name) {
        return lines.stream()
                .filter(line -> line.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }

    /** All values of {@code name}, in order. */
    public List<String> all(String name) {
        return lines.stream()
                .filter(line -> line.name().equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
    }

    /** These, with {@code name} set to {@code value} alone. */
    public Headers with(String name, String value) {
        List<Header> changed = new ArrayList<>(keep(line -> !line.equalsIgnoreCase(name)).lines);
        changed.add(new Header(name, value));
        return new Headers(changed);
    }

    /** Those whose name is {@code wanted}. */
    Headers keep(Predicate<String> wanted) {
        return new Headers(
                lines.stream().filter(line -> wanted.test(line.name())).toList());
    }
}
