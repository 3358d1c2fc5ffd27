package dev.tocsin.route;

import dev.tocsin.model.Labels;
import dev.tocsin.model.Matcher;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One node of the route tree. {@code id} is its path from the root, such as {@code 0/2}, and part of a group's identity.
 * {@code policy} names the escalation policy for what goes this way.
 */
public record Route(
        String id, Condition condition, Target target, Timings timings, Intervals intervals, List<Route> routes) {
    public Route {
        routes = List.copyOf(routes);
    }

    /** What goes this way; {@code goesOn} is Alertmanager's {@code continue}. */
    public record Condition(List<Matcher> matchers, boolean goesOn) {
        public Condition {
            matchers = List.copyOf(matchers);
        }
    }

    /** Where it goes, and as one group with which others. */
    public record Target(String receiver, Optional<String> policy, Grouping grouping) {}

    /** The labels that a group has in common; {@code all} is {@code group_by: ['...']}: each alert on its own. */
    public record Grouping(Set<String> labels, boolean all) {
        public Grouping {
            labels = Set.copyOf(labels);
        }

        Labels of(Labels labels) {
            return all ? labels : labels.keep(this.labels);
        }
    }

    /** Names of the time intervals in which this route is mute, and of those outside which it is. */
    public record Intervals(List<String> mute, List<String> active) {
        /** Never mute. */
        public static final Intervals NONE = new Intervals(List.of(), List.of());

        public Intervals {
            mute = List.copyOf(mute);
            active = List.copyOf(active);
        }
    }

    boolean matches(Labels labels) {
        return Matcher.allMatch(condition.matchers(), labels);
    }
}
