package dev.tocsin.template;

import dev.tocsin.template.Pairs.Pair;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Alertmanager's sorted pairs of a label set: {@code alertname} first, the others by name. */
final class Pairs extends AbstractList<Pair> implements Attributes {
    private static final String FIRST = "alertname";

    private final List<Pair> pairs;

    private Pairs(List<Pair> pairs) {
        this.pairs = pairs;
    }

    /** One name and its value. */
    record Pair(String name, Object value) implements Attributes {
        @Override
        public Optional<Object> attribute(String wanted) {
            return switch (wanted) {
                case "Name" -> Optional.of(name);
                case "Value" -> Optional.of(value);
                default -> Optional.empty();
            };
        }

        @Override
        public String toString() {
            return "{" + name + " " + Printer.plain(value) + "}";
        }
    }

    static Pairs of(Map<?, ?> map) {
        List<Pair> pairs = new ArrayList<>();
        map.forEach((name, value) -> pairs.add(new Pair(String.valueOf(name), Value.of(value))));
        pairs.sort(
                Comparator.comparing((Pair pair) -> !pair.name().equals(FIRST)).thenComparing(Pair::name));
        return new Pairs(List.copyOf(pairs));
    }

    List<Object> names() {
        return pairs.stream().map(pair -> (Object) pair.name()).toList();
    }

    List<Object> values() {
        return pairs.stream().map(Pair::value).toList();
    }

    @Override
    public Optional<Object> attribute(String name) {
        return switch (name) {
            case "Names" -> Optional.of(names());
            case "Values" -> Optional.of(values());
            case "String" -> Optional.of(toString());
            default -> Optional.empty();
        };
    }

    @Override
    public Pair get(int index) {
        return pairs.get(index);
    }

    @Override
    public int size() {
        return pairs.size();
    }

    @Override
    public String toString() {
        return pairs.stream()
                .map(pair -> pair.name() + "=" + Printer.plain(pair.value()))
                .collect(Collectors.joining(", "));
    }
}
