package dev.tocsin.lab.proof;

import dev.tocsin.alert.Hold;
import dev.tocsin.alert.RuleKey;
import dev.tocsin.incident.Endpoint;
import dev.tocsin.incident.Page;
import dev.tocsin.incident.RemedyTrigger;
import dev.tocsin.lab.proof.Setup.Branch;
import dev.tocsin.model.Matcher;
import dev.tocsin.oncall.Policy;
import dev.tocsin.remedy.Action;
import dev.tocsin.remedy.Autonomy;
import dev.tocsin.remedy.Playbook;
import dev.tocsin.remedy.Remedy;
import dev.tocsin.remedy.Verify;
import dev.tocsin.route.Timings;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Configurations from chance: small ones, in which everything that a team configures may occur. */
final class Configuring {
    static final List<String> SERVICES = List.of("api", "db", "web");
    static final List<String> NAMES = List.of("ann", "bob", "cyd");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final Dice dice;

    Configuring(Dice dice) {
        this.dice = dice;
    }

    static RuleKey rule(String name) {
        return new RuleKey("world.rules.yml", "world", name, 0);
    }

    /** How long each rule holds. */
    SortedMap<String, Hold> rules() {
        SortedMap<String, Hold> rules = new TreeMap<>();
        rules.put("ApiDown", new Hold(Duration.ZERO, Duration.ofMinutes(1)));
        for (String name : List.of("ErrorRate", "Latency", "Disk")) {
            rules.put(
                    name,
                    new Hold(
                            dice.happens(0.5) ? Duration.ZERO : dice.seconds(15, 120),
                            dice.happens(0.6) ? Duration.ZERO : dice.seconds(30, 180)));
        }
        return rules;
    }

    Setup first(Set<String> rules) {
        TreeSet<RuleKey> keys = new TreeSet<>();
        rules.forEach(name -> keys.add(rule(name)));
        return new Setup(
                branches(),
                receivers(),
                people(),
                policies(),
                dice.happens(0.35) ? List.of(new Setup.Inhibit("critical", "medium")) : List.of(),
                dice.happens(0.3) ? Optional.of(quiet()) : Optional.empty(),
                keys,
                playbook());
    }

    private Setup.Quiet quiet() {
        return new Setup.Quiet(LocalTime.of(2, 0), LocalTime.of(2, dice.number(5, 55)), BERLIN);
    }

    private List<Branch> branches() {
        List<Branch> branches = new ArrayList<>();
        branches.add(branch(Map.of(), "chat", dice.happens(0.8)));
        if (dice.happens(0.7)) {
            branches.add(branch(Map.of("severity", "critical"), dice.pick(List.of("chat", "ops")), true));
        }
        if (dice.happens(0.6)) {
            branches.add(branch(Map.of("service", "db"), "ops", dice.happens(0.5)));
        }
        if (dice.happens(0.5)) {
            branches.add(branch(Map.of("severity", "low"), "hook", false));
        }
        return numbered(branches);
    }

    private Branch branch(Map<String, String> match, String receiver, boolean wakes) {
        Set<String> groupBy = dice.pick(List.of(
                Set.of("alertname", "service"),
                Set.of("service"),
                Set.of(),
                Set.of("alertname", "service", "severity")));
        Timings timings = new Timings(
                Duration.ofSeconds(dice.pick(List.of(0, 10, 30, 60))),
                Duration.ofSeconds(dice.pick(List.of(30, 60, 300))),
                Duration.ofMinutes(dice.pick(List.of(15, 30, 60, 240))));
        return new Branch(
                "0",
                new TreeMap<>(match),
                !match.isEmpty() && dice.happens(0.5),
                receiver,
                wakes ? Optional.of(dice.pick(List.of("on-call", "small"))) : Optional.empty(),
                groupBy,
                timings,
                dice.happens(0.4));
    }

    private static List<Branch> numbered(List<Branch> branches) {
        List<Branch> numbered = new ArrayList<>();
        for (Branch one : branches) {
            String id = numbered.isEmpty() ? "0" : "0/" + (numbered.size() - 1);
            numbered.add(new Branch(
                    id,
                    one.match(),
                    one.goesOn(),
                    one.receiver(),
                    one.policy(),
                    one.groupBy(),
                    one.timings(),
                    one.quiet()));
        }
        return List.copyOf(numbered);
    }

    private SortedMap<String, List<Endpoint>> receivers() {
        SortedMap<String, List<Endpoint>> receivers = new TreeMap<>();
        receivers.put("chat", List.of(endpoint("chat/slack/0", true)));
        receivers.put("ops", List.of(endpoint("ops/email/0", true), endpoint("ops/webhook/0", true)));
        receivers.put("hook", List.of(endpoint("hook/webhook/0", dice.happens(0.5))));
        return receivers;
    }

    private static SortedMap<String, List<Endpoint>> people() {
        SortedMap<String, List<Endpoint>> people = new TreeMap<>();
        NAMES.forEach(name -> people.put(name, List.of(endpoint(name + "/pagerduty/0", true))));
        return people;
    }

    private static Endpoint endpoint(String id, boolean resolved) {
        Set<Page.Kind> takes = EnumSet.allOf(Page.Kind.class);
        if (!resolved) {
            takes.remove(Page.Kind.RESOLVE);
        }
        return new Endpoint(id, takes);
    }

    private SortedMap<String, Policy> policies() {
        SortedMap<String, Policy> policies = new TreeMap<>();
        policies.put(
                "on-call",
                new Policy("on-call", List.of(step("ann"), step("bob"), step("cyd")), dice.happens(0.3) ? 1 : 0));
        policies.put("small", new Policy("small", List.of(step("bob"), step("cyd")), 0));
        return policies;
    }

    private Policy.Step step(String name) {
        return new Policy.Step(List.of(name), dice.minutes(2, 15));
    }

    private Playbook playbook() {
        Autonomy autonomy = dice.pick(List.of(
                Autonomy.AUTO, Autonomy.AUTO, Autonomy.AUTO, Autonomy.AUTO, Autonomy.APPROVE, Autonomy.SUGGEST));
        return new Playbook(List.of(new Remedy(
                new RemedyTrigger(
                        "roll-back-api", List.of(Matcher.equal("alertname", "ApiDown")), dice.seconds(15, 120)),
                Platforms.SERVICE,
                autonomy,
                new Action.Rollback(Action.Evidence.USUAL),
                new Remedy.Limits(Duration.ofMinutes(30), 2, Duration.ofDays(1), Duration.ofHours(6)),
                Duration.ofMinutes(15),
                new Verify("up == 1", Duration.ofMinutes(2), Duration.ofMinutes(10)),
                new Remedy.Pace(
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(5)))));
    }

    /** Another configuration of the same team, a while later. */
    Setup next(Setup before) {
        return switch (dice.number(0, 5)) {
            case 0 -> withoutRule(before);
            case 1 -> withBranches(before, withoutBranch(before.branches()));
            case 2 -> withBranches(before, rerouted(before.branches()));
            case 3 -> withBranches(before, regrouped(before.branches()));
            case 4 -> withoutReceiver(before);
            default -> withBranches(before, retimed(before.branches()));
        };
    }

    private Setup withoutRule(Setup before) {
        TreeSet<RuleKey> rules = new TreeSet<>(before.rules());
        rules.remove(dice.pick(List.copyOf(rules)));
        return new Setup(
                before.branches(),
                before.receivers(),
                before.people(),
                before.policies(),
                before.inhibits(),
                before.quiet(),
                rules,
                before.playbook());
    }

    private Setup withoutReceiver(Setup before) {
        SortedMap<String, List<Endpoint>> receivers = new TreeMap<>(before.receivers());
        receivers.remove("ops");
        List<Branch> branches = before.branches().stream()
                .map(one -> one.receiver().equals("ops") ? towards(one, "chat") : one)
                .toList();
        return new Setup(
                branches,
                receivers,
                before.people(),
                before.policies(),
                before.inhibits(),
                before.quiet(),
                before.rules(),
                before.playbook());
    }

    private static Setup withBranches(Setup before, List<Branch> branches) {
        return new Setup(
                numbered(branches),
                before.receivers(),
                before.people(),
                before.policies(),
                before.inhibits(),
                before.quiet(),
                before.rules(),
                before.playbook());
    }

    private List<Branch> withoutBranch(List<Branch> before) {
        List<Branch> branches = new ArrayList<>(before);
        if (branches.size() > 1) {
            branches.remove(dice.number(1, branches.size() - 1));
        }
        return branches;
    }

    private List<Branch> rerouted(List<Branch> before) {
        List<Branch> branches = new ArrayList<>(before);
        int which = dice.number(0, branches.size() - 1);
        branches.set(which, towards(branches.get(which), dice.pick(List.of("chat", "ops"))));
        return branches;
    }

    private static Branch towards(Branch one, String receiver) {
        return new Branch(
                one.id(), one.match(), one.goesOn(), receiver, one.policy(), one.groupBy(), one.timings(), one.quiet());
    }

    private List<Branch> regrouped(List<Branch> before) {
        return before.stream()
                .map(one -> new Branch(
                        one.id(),
                        one.match(),
                        one.goesOn(),
                        one.receiver(),
                        one.policy(),
                        Set.of("service"),
                        one.timings(),
                        one.quiet()))
                .toList();
    }

    private List<Branch> retimed(List<Branch> before) {
        Timings timings = new Timings(dice.seconds(0, 60), dice.seconds(30, 300), dice.minutes(15, 120));
        return before.stream()
                .map(one -> new Branch(
                        one.id(),
                        one.match(),
                        one.goesOn(),
                        one.receiver(),
                        one.policy(),
                        one.groupBy(),
                        timings,
                        one.quiet()))
                .toList();
    }
}
