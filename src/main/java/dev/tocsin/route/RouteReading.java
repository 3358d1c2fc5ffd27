package dev.tocsin.route;

import dev.tocsin.config.Fields;
import dev.tocsin.model.Matcher;
import dev.tocsin.model.Matchers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code route:} with Alertmanager's keys; what a node does not say it has from its parent. {@code escalation_policy} is
 * ours and is inherited too; {@code escalation_policy: none} takes it away.
 */
public final class RouteReading {
    private static final String NO_POLICY = "none";
    private static final String ALL_LABELS = "...";

    private final Names names;

    private RouteReading(Names names) {
        this.names = names;
    }

    /** What a route may mention. */
    public record Names(Set<String> receivers, Set<String> policies, Set<String> intervals) {
        public Names {
            receivers = Set.copyOf(receivers);
            policies = Set.copyOf(policies);
            intervals = Set.copyOf(intervals);
        }
    }

    /** The tree whose root is {@code in}. Faults: a root that does not take everything, an unknown name, a bad matcher. */
    public static Routes read(Fields in, Names names) {
        RouteReading reading = new RouteReading(names);
        Route.Target target =
                new Route.Target(in.text("receiver"), Optional.empty(), new Route.Grouping(Set.of(), false));
        Route above = new Route(
                "", new Route.Condition(List.of(), false), target, Timings.DEFAULT, Route.Intervals.NONE, List.of());
        Route root = reading.node(in, "0", above);
        if (!root.condition().matchers().isEmpty() || root.condition().goesOn()) {
            in.fault("receiver", "the root route takes everything: it can have neither matchers nor continue");
        }
        if (!root.intervals().equals(Route.Intervals.NONE)) {
            in.fault("receiver", "the root route cannot have time intervals: put them on a route below it");
        }
        return new Routes(root);
    }

    private Route node(Fields in, String id, Route parent) {
        Route.Condition condition = new Route.Condition(matchers(in), in.flag("continue", false));
        Route.Intervals intervals =
                new Route.Intervals(intervals(in, "mute_time_intervals"), intervals(in, "active_time_intervals"));
        Route self = new Route(
                id, condition, target(in, parent.target()), timings(in, parent.timings()), intervals, List.of());
        List<Route> children = new ArrayList<>();
        in.list("routes", child -> children.add(node(child, id + "/" + children.size(), self)));
        return new Route(id, condition, self.target(), self.timings(), intervals, children);
    }

    private static List<Matcher> matchers(Fields in) {
        List<Matcher> found = new ArrayList<>();
        if (in.isText("matchers")) {
            found.addAll(in.parsed("matchers", Matchers::parse, List.of()));
        } else {
            in.parsedList("matchers", Matchers::parse).forEach(found::addAll);
        }
        in.textMap("match").forEach((name, value) -> found.add(Matcher.equal(name, value)));
        in.textMap("match_re").forEach((name, value) -> {
            try {
                Matcher written = Matcher.of(name, Matcher.Op.MATCHES, value);
                // As Alertmanager shows it in its tools and in the key of a group.
                found.add(Matcher.of(name, Matcher.Op.MATCHES, "^(?:" + written.value() + ")$"));
            } catch (IllegalArgumentException bad) {
                in.fault("match_re", name + ": " + bad.getMessage());
            }
        });
        return found;
    }

    private Route.Target target(Fields in, Route.Target parent) {
        String receiver = in.text("receiver", parent.receiver());
        if (!receiver.isEmpty()) {
            known(in, "receiver", receiver, names.receivers());
        }
        Optional<String> policy = in.optionalText("escalation_policy");
        policy.filter(name -> !name.equals(NO_POLICY))
                .ifPresent(name -> known(in, "escalation_policy", name, names.policies()));
        Optional<String> inherited =
                policy.isPresent() ? policy.filter(name -> !name.equals(NO_POLICY)) : parent.policy();
        return new Route.Target(receiver, inherited, grouping(in, parent.grouping()));
    }

    private static Route.Grouping grouping(Fields in, Route.Grouping parent) {
        List<String> labels = in.texts("group_by");
        if (labels.isEmpty()) {
            return parent;
        }
        boolean all = labels.contains(ALL_LABELS);
        if (all && labels.size() > 1) {
            in.fault("group_by", "'...' groups by all labels: it cannot stand beside others");
        }
        if (new HashSet<>(labels).size() < labels.size()) {
            in.fault("group_by", "a label is named twice");
        }
        return new Route.Grouping(all ? Set.of() : new HashSet<>(labels), all);
    }

    private static Timings timings(Fields in, Timings parent) {
        Duration before = in.duration("group_wait", parent.before());
        Duration interval = in.duration("group_interval", parent.interval());
        Duration repeat = in.duration("repeat_interval", parent.repeat());
        if (interval.isZero()) {
            in.fault("group_interval", "must be more than zero");
        }
        if (repeat.isZero()) {
            in.fault("repeat_interval", "must be more than zero");
        }
        return new Timings(before, interval, repeat);
    }

    private List<String> intervals(Fields in, String key) {
        List<String> found = in.texts(key);
        found.forEach(name -> known(in, key, name, names.intervals()));
        return found;
    }

    private static void known(Fields in, String key, String name, Set<String> names) {
        if (!names.contains(name)) {
            String choice = names.isEmpty()
                    ? "there is none"
                    : "there are: " + String.join(", ", names.stream().sorted().toList());
            in.fault(key, "no such name: " + name + " (" + choice + ")");
        }
    }
}
