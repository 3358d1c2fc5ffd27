package dev.tocsin.route;

import dev.tocsin.model.Labels;

/** Which group of alerts: the route that they came by, and the labels that they have in common. */
public record GroupKey(String route, Labels labels) implements Comparable<GroupKey> {
    @Override
    public int compareTo(GroupKey other) {
        int byRoute = route.compareTo(other.route);
        return byRoute != 0 ? byRoute : labels.compareTo(other.labels);
    }

    @Override
    public String toString() {
        return route + ':' + labels;
    }
}
