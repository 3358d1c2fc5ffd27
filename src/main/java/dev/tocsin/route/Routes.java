package dev.tocsin.route;

import dev.tocsin.alert.Alert;
import dev.tocsin.alert.Alerts;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Matcher;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The route tree; for any thread. An alert goes down it depth first: it stops at the first child that matches, unless that says
 * {@code continue}, and at a node none of whose children match. The root takes everything.
 */
public final class Routes {
    /** Many times the alerts that there ever are at once; beyond it all is forgotten, and looked up anew. */
    private static final int MOST_KNOWN = 50_000;

    private final Route root;
    private final Map<String, Route> byId;

    /** Where labels lead to is always the same, and asked for in every turn. */
    private final Map<Labels, List<Way>> known = new ConcurrentHashMap<>();

    /** The last answer: in most turns the alerts are those of the turn before. */
    private volatile @Nullable Answer last;

    private record Answer(Alerts alerts, Map<GroupKey, Group> groups) {}

    /** One way of an alert: to a node, and there into a group. */
    private record Way(GroupKey key, Route route) {}

    /** The tree below {@code root}. */
    public Routes(Route root) {
        this.root = root;
        this.byId = below(root).collect(Collectors.toMap(Route::id, Function.identity(), (one, other) -> one));
    }

    /** The node that takes everything. */
    public Route root() {
        return root;
    }

    /** Every node that an alert with {@code labels} ends at, in the tree's order; at least one. */
    public List<Route> match(Labels labels) {
        List<Route> found = new ArrayList<>();
        descend(root, labels, found);
        return found;
    }

    /** The firing alerts, each in every group that it belongs to, in order of keys. Of the same alerts it is the same answer. */
    public Map<GroupKey, Group> group(Alerts alerts) {
        Answer before = last;
        if (before != null && before.alerts() == alerts) {
            return before.groups();
        }
        Answer answer = new Answer(alerts, Collections.unmodifiableMap(grouped(alerts)));
        last = answer;
        return answer.groups();
    }

    private Map<GroupKey, Group> grouped(Alerts alerts) {
        Map<GroupKey, Gathering> gatherings = new HashMap<>();
        alerts.firing().forEach(alert -> {
            for (Way way : ways(alert.labels())) {
                gatherings
                        .computeIfAbsent(way.key(), key -> new Gathering(way.route(), new LinkedHashMap<>()))
                        .add(alert);
            }
        });
        Map<GroupKey, Group> groups = LinkedHashMap.newLinkedHashMap(gatherings.size());
        gatherings.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(one -> groups.put(one.getKey(), one.getValue().group(one.getKey())));
        return groups;
    }

    /** The node of that id, if the tree has one. */
    public Optional<Route> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Alertmanager's name of a group: the matchers of each node that leads to it, sorted, and its labels. */
    public String words(GroupKey group) {
        StringBuilder words = new StringBuilder();
        for (int end = group.route().indexOf('/'); end >= 0; end = group.route().indexOf('/', end + 1)) {
            words.append(matchers(group.route().substring(0, end))).append('/');
        }
        return words.append(matchers(group.route())) + ":" + group.labels();
    }

    /** None of a node that a reload took away. */
    private String matchers(String id) {
        return find(id).map(route -> route.condition().matchers()).orElse(List.of()).stream()
                .sorted(Comparator.comparing(Matcher::name).thenComparing(Matcher::value))
                .map(Matcher::toString)
                .collect(Collectors.joining(",", "{", "}"));
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

    private List<Way> ways(Labels labels) {
        List<Way> ways = known.get(labels);
        if (ways == null) {
            if (known.size() >= MOST_KNOWN) {
                known.clear();
            }
            ways = match(labels).stream()
                    .map(route -> new Way(
                            new GroupKey(route.id(), route.target().grouping().of(labels)), route))
                    .toList();
            known.put(labels, ways);
        }
        return ways;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Routes that && root.equals(that.root);
    }

    @Override
    public int hashCode() {
        return root.hashCode();
    }

    @Override
    public String toString() {
        return root.toString();
    }

    /** A group that is being filled. Two rules that make the same labels make one alert, as in Alertmanager: the older. */
    private record Gathering(Route route, Map<Labels, Alert> alerts) {
        void add(Alert alert) {
            alerts.merge(alert.labels(), alert, (one, other) -> other.since().isBefore(one.since()) ? other : one);
        }

        Group group(GroupKey key) {
            List<Alert> all = new ArrayList<>(alerts.values());
            all.sort(Comparator.comparing(Alert::labels));
            return new Group(key, route, all);
        }
    }
}
