package dev.tocsin.promql;

import dev.tocsin.model.Label;
import dev.tocsin.model.Labels;
import dev.tocsin.promql.syntax.Expr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sorts rows into the groups of an aggregation. */
final class Grouping {
    private final List<String> names;
    private final boolean without;

    Grouping(Expr.Aggregate aggregate) {
        this.without = aggregate.without();
        Set<String> all = new LinkedHashSet<>(aggregate.labels());
        if (without) {
            all.add(Label.METRIC_NAME);
        }
        this.names = List.copyOf(all);
    }

    /** The labels of the group that {@code labels} belong to. */
    Labels of(Labels labels) {
        return without ? labels.drop(names) : names.isEmpty() ? Labels.empty() : labels.keep(names);
    }

    /** Some rows that are aggregated together, by their places in the input. */
    record Group(Labels labels, List<Row> rows) {}

    List<Group> groups(List<Row> rows) {
        Map<Labels, Integer> places = new HashMap<>();
        List<Group> groups = new ArrayList<>();
        for (Row row : rows) {
            Labels labels = of(row.labels());
            int place = places.computeIfAbsent(labels, key -> groups.size());
            if (place == groups.size()) {
                groups.add(new Group(labels, new ArrayList<>()));
            }
            groups.get(place).rows.add(row);
        }
        return groups;
    }
}
