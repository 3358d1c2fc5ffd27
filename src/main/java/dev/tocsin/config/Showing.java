package dev.tocsin.config;

import dev.tocsin.config.Tree.Entry;
import dev.tocsin.config.Tree.Mapping;
import dev.tocsin.config.Tree.Scalar;
import dev.tocsin.config.Tree.Sequence;
import dev.tocsin.config.Tree.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Makes what was read presentable. {@code asked} are the keys that mean something, {@code secret} those of secrets; {@code child} gives
 * the mapping that was read under a key, at an index such as {@code [0]} or none.
 */
record Showing(Set<String> asked, Set<String> secret, BiFunction<String, String, Optional<Fields>> child) {
    Shown.Keys of(Mapping mapping) {
        Map<String, Shown> shown = new LinkedHashMap<>();
        for (Map.Entry<String, Entry> one : mapping.entries().entrySet()) {
            String key = one.getKey();
            Tree value = one.getValue().value();
            boolean empty = value instanceof Scalar scalar && scalar.type() == Type.NOTHING;
            if (asked.contains(key) && !empty) {
                shown.put(key, secret.contains(key) ? Shown.SECRET : of(key, "", value));
            }
        }
        return new Shown.Keys(shown);
    }

    private Shown of(String key, String at, Tree value) {
        return switch (value) {
            case Scalar scalar -> of(scalar);
            case Sequence sequence -> {
                List<Shown> items = new ArrayList<>();
                for (int index = 0; index < sequence.items().size(); index++) {
                    items.add(of(key, at + "[" + index + "]", sequence.items().get(index)));
                }
                yield new Shown.Items(items);
            }
            case Mapping mapping -> child.apply(key, at).map(Fields::shown).orElseGet(() -> texts(mapping));
        };
    }

    /** Names that the operator chose: all of them mean something, and none is a secret. */
    private static Shown.Keys texts(Mapping mapping) {
        Set<String> names = mapping.entries().keySet();
        return new Showing(names, Set.of(), (key, at) -> Optional.empty()).of(mapping);
    }

    private static Shown.Text of(Scalar scalar) {
        boolean bare = scalar.type() == Type.FLAG || scalar.type() == Type.WHOLE || scalar.type() == Type.NUMBER;
        return Expansion.isIn(scalar.text()) ? Shown.SECRET : new Shown.Text(scalar.text(), bare);
    }
}
