package dev.tocsin.route;

import dev.tocsin.alert.Alert;
import dev.tocsin.alert.Alerts;
import dev.tocsin.model.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The route tree. An alert goes down it depth first: it stops at the first child that matches, unless that says
 * {@code continue}, and at a node none of whose children match. The root takes everything.
 */
public record Routes(Route root) {
    /** Every node that an alert with {@code labels} ends at, in the tree's order; at least one. */
    public List<Route> match(Labels labels) {
        List<Route> found = new ArrayList<>();
        descend(root, labels, found);
        return found;
    }

    /** The firing alerts, each in every group that it belongs to. */
    public SortedMap<GroupKey, Group> group(Alerts alerts) {
        SortedMap<GroupKey, Gathering> gatherings = new TreeMap<>();
        alerts.firing()
                .forEach(alert -> match(alert.labels())
                        .forEach(route -> gatherings
                                .computeIfAbsent(key(route, alert), key -> new Gathering(route, new TreeMap<>()))
                                .add(alert)));
        SortedMap<GroupKey, Group> groups = new TreeMap<>();
        gatherings.forEach((key, gathering) -> groups.put(
                key,
                new Group(key, gathering.route(), List.copyOf(gathering.alerts().values()))));
        return groups;
    }

    /** The node of that id, if the tree has one. */
    public Optional<Route> find(String id) {
        return all().filter(route -> route.id().equals(id)).findFirst();
    }

    /** Every node, the root first. */
    public Stream<Route> all() {
        return below(root);
    }

    private static Stream<Route> below(Route route) {
        return Stream.concat(Stream.of(route), route.routes().stream().flatMap(Routes::below));
    }

    private static boolean descend(Route route, Labels labels, List<Route> found) {
        if (!route.matches(labels)) {
            return false;
        }
        boolean taken = false;
        for (Route child : route.routes()) {
            if (descend(child, labels, found)) {
                taken = true;
                if (!child.condition().goesOn()) {
                    break;
                }
            }
        }
        if (!taken) {
            found.add(route);
        }
        return true;
    }

    private static GroupKey key(Route route, Alert alert) {
        return new GroupKey(route.id(), route.target().grouping().of(alert.labels()));
    }

    /** A group that is being filled. Two rules that make the same labels make one alert, as in Alertmanager: the older. */
    private record Gathering(Route route, SortedMap<Labels, Alert> alerts) {
        void add(Alert alert) {
            alerts.merge(alert.labels(), alert, (one, other) -> other.since().isBefore(one.since()) ? other : one);
        }
    }
}
