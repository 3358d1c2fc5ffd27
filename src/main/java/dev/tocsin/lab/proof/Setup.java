package dev.tocsin.lab.proof;

import dev.tocsin.alert.RuleKey;
import dev.tocsin.calendar.TimeInterval;
import dev.tocsin.calendar.TimeRange;
import dev.tocsin.engine.Plan;
import dev.tocsin.incident.Directory;
import dev.tocsin.incident.Endpoint;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Matcher;
import dev.tocsin.mute.Inhibition;
import dev.tocsin.mute.Mutes;
import dev.tocsin.oncall.Policy;
import dev.tocsin.remedy.Playbook;
import dev.tocsin.route.Route;
import dev.tocsin.route.Routes;
import dev.tocsin.route.Timings;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One configuration of a world, simple enough for an oracle to work out by itself what it asks for: the first of {@code branches} is the
 * root, the others are its children.
 */
record Setup(
        List<Branch> branches,
        SortedMap<String, List<Endpoint>> receivers,
        SortedMap<String, List<Endpoint>> people,
        SortedMap<String, Policy> policies,
        List<Inhibit> inhibits,
        Optional<Quiet> quiet,
        SortedSet<RuleKey> rules,
        Playbook playbook) {
    /** The name of the mute time. */
    private static final String QUIET = "quiet";

    /** One node: what goes this way has these labels. {@code quiet}: not in the quiet time. */
    record Branch(
            String id,
            SortedMap<String, String> match,
            boolean goesOn,
            String receiver,
            Optional<String> policy,
            Set<String> groupBy,
            Timings timings,
            boolean quiet) {
        boolean takes(Labels labels) {
            return match.entrySet().stream()
                    .allMatch(one -> labels.get(one.getKey()).equals(one.getValue()));
        }

        private Route route(List<Route> below) {
            List<Matcher> matchers = match.entrySet().stream()
                    .map(one -> Matcher.equal(one.getKey(), one.getValue()))
                    .toList();
            return new Route(
                    id,
                    new Route.Condition(matchers, goesOn),
                    new Route.Target(receiver, policy, new Route.Grouping(groupBy, false)),
                    timings,
                    quiet ? new Route.Intervals(List.of(QUIET), List.of()) : Route.Intervals.NONE,
                    below);
        }
    }

    /** While something of severity {@code source} is wrong with a service, what is of {@code target} there is not told. */
    record Inhibit(String source, String target) {
        private Inhibition rule() {
            return new Inhibition(
                    List.of(Matcher.equal("severity", source)),
                    List.of(Matcher.equal("severity", target)),
                    List.of("service"));
        }
    }

    /** Every day from {@code from} until {@code to} by the wall of {@code zone}. */
    record Quiet(LocalTime from, LocalTime to, ZoneId zone) {
        boolean contains(Instant wall) {
            LocalTime time = wall.atZone(zone).toLocalTime();
            return !time.isBefore(from) && time.isBefore(to);
        }

        private Predicate<Instant> interval() {
            TimeRange range = new TimeRange(from.toSecondOfDay() / 60, to.toSecondOfDay() / 60);
            return new TimeInterval(List.of(range), List.of(), List.of(), List.of(), List.of(), zone)::contains;
        }
    }

    /** The branches that {@code labels} go: down the tree as Alertmanager does it. */
    List<Branch> ways(Labels labels) {
        List<Branch> ways = new java.util.ArrayList<>();
        for (Branch child : branches.subList(1, branches.size())) {
            if (child.takes(labels)) {
                ways.add(child);
                if (!child.goesOn()) {
                    break;
                }
            }
        }
        return ways.isEmpty() ? List.of(branches.getFirst()) : List.copyOf(ways);
    }

    /** Everybody who can be reached. */
    Set<String> endpoints() {
        return java.util.stream.Stream.concat(receivers.values().stream(), people.values().stream())
                .flatMap(List::stream)
                .map(Endpoint::id)
                .collect(Collectors.toCollection(java.util.TreeSet::new));
    }

    /** As the agent is given it. */
    Plan plan(Set<String> services) {
        List<Route> below =
                branches.stream().skip(1).map(branch -> branch.route(List.of())).toList();
        Map<String, Predicate<Instant>> intervals =
                quiet.map(time -> Map.of(QUIET, time.interval())).orElse(Map.of());
        List<Inhibition> inhibitions = inhibits.stream().map(Inhibit::rule).toList();
        return new Plan(
                new Routes(branches.getFirst().route(below)),
                new Directory(receivers, people, policies),
                playbook,
                new Mutes(new TreeMap<>(), inhibitions, intervals),
                rules,
                services);
    }
}
