package dev.tocsin.rule;

import dev.tocsin.config.Fields;
import dev.tocsin.promql.syntax.Expr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Warns of rules of one file that would write the same series, or be the same alert: those of the same name and labels, unless
 * their expressions show that the results never have the same labels. Used once, on one thread.
 */
final class Twins {
    private final Map<Key, List<Seen>> seen = new HashMap<>();

    private record Key(String kind, String name, Map<String, String> labels) {}

    private record Seen(int line, Selected selected) {}

    /** A rule whose name stands at {@code kind}, which is {@code alert} or {@code record}. */
    void add(Fields in, String kind, Map<String, String> labels, Expr expr) {
        Selected selected = Selected.by(expr).without(labels.keySet());
        List<Seen> others = seen.computeIfAbsent(new Key(kind, in.text(kind), labels), key -> new ArrayList<>());
        others.stream()
                .filter(other -> !selected.excludes(other.selected()))
                .findFirst()
                .ifPresent(other -> in.warn(kind, "a rule of the same name and labels stands at line " + other.line()));
        others.add(new Seen(in.place().line(), selected));
    }
}
