package dev.tocsin.engine;

import dev.tocsin.alert.Finding;
import dev.tocsin.alert.Hold;
import dev.tocsin.alert.Push;
import dev.tocsin.alert.RuleKey;
import dev.tocsin.incident.Directory;
import dev.tocsin.incident.Endpoint;
import dev.tocsin.incident.Page;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Matcher;
import dev.tocsin.model.Matchers;
import dev.tocsin.mute.Inhibition;
import dev.tocsin.mute.Mutes;
import dev.tocsin.mute.Silence;
import dev.tocsin.remedy.Playbook;
import dev.tocsin.route.Route;
import dev.tocsin.route.Routes;
import dev.tocsin.route.Timings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Many alerts in {@code groups} groups, ten routes, two inhibitions and a hundred silences of every kind, of which few mute anything. */
record Crowd(int alerts, int groups) {
    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final Timings TIMINGS =
            new Timings(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(4));
    private static final RuleKey RULE = new RuleKey("crowd.rules.yml", "crowd", "Crowded", 0);

    /** The silences, and nothing else. */
    State quiet() {
        List<Inbox.Item> wishes =
                silences().stream().<Inbox.Item>map(Inbox.Item.Silenced::new).toList();
        return turn(State.fresh(plan()), Inbox.of(wishes), START).state();
    }

    /** All of them fire, and people were told. */
    State told(Inbox born) {
        State waited = turn(quiet(), born, START).state();
        State told = turn(waited, Inbox.EMPTY, START.plusSeconds(30)).state();
        return turn(told, Inbox.EMPTY, START.plusSeconds(31)).state();
    }

    static Step turn(State state, Inbox inbox, Instant now) {
        return Turn.turn(state, inbox, new Now(now, now, "turn-" + now));
    }

    Inbox pushed(Instant at) {
        List<Push> pushes = new ArrayList<>();
        Push.Note note =
                new Push.Note(Map.of("summary", "it is crowded", "runbook_url", "https://example.org/crowd"), "");
        for (int index = 0; index < alerts; index++) {
            pushes.add(new Push(labels(index), note, START, at.plusSeconds(300), true, at));
        }
        return Inbox.of(List.of(new Inbox.Item.Pushed(pushes)));
    }

    Inbox found(Instant at) {
        List<Finding.Hit> hits = new ArrayList<>();
        for (int index = 0; index < alerts; index++) {
            hits.add(new Finding.Hit(labels(index), Map.of("summary", "it is crowded"), index));
        }
        return Inbox.of(List.of(new Inbox.Item.Found(
                new Finding(RULE, Hold.NONE, at, Finding.Occasion.INTERVAL, new Finding.Result.Met(hits)))));
    }

    private Labels labels(int index) {
        return Labels.of(
                "alertname", "Crowded",
                "cluster", "eu-" + index % 4,
                "instance", "10.0." + index / 250 + "." + index % 250 + ":9100",
                "job", "node",
                "pod", "shop-" + index,
                "severity", index % 3 == 0 ? "high" : "medium",
                "team", "team-" + index % groups);
    }

    private static Plan plan() {
        Route.Target target =
                new Route.Target("chat", Optional.empty(), new Route.Grouping(Set.of("alertname", "team"), false));
        List<Route> children = new ArrayList<>();
        for (int index = 0; index < 10; index++) {
            Route.Condition condition =
                    new Route.Condition(List.of(Matcher.of("team", Matcher.Op.MATCHES, "team-.*" + index)), false);
            children.add(new Route("0/" + index, condition, target, TIMINGS, Route.Intervals.NONE, List.of()));
        }
        Routes routes = new Routes(
                new Route("0", new Route.Condition(List.of(), false), target, TIMINGS, Route.Intervals.NONE, children));
        Endpoint chat = new Endpoint("chat/webhook/0", EnumSet.allOf(Page.Kind.class));
        Directory directory = new Directory(Map.of("chat", List.of(chat)), Map.of(), Map.of());
        Mutes mutes = new Mutes(
                new TreeMap<>(),
                List.of(
                        new Inhibition(
                                Matchers.parse("severity=critical"),
                                Matchers.parse("severity=~\"high|medium\""),
                                List.of("cluster")),
                        new Inhibition(
                                Matchers.parse("alertname=Down"),
                                Matchers.parse("alertname!=Down"),
                                List.of("instance"))),
                Map.of());
        return new Plan(routes, directory, Playbook.NONE, mutes, Set.of(RULE), Set.of());
    }

    private static List<Silence> silences() {
        List<Silence> silences = new ArrayList<>();
        Silence.Authorship ann = new Silence.Authorship("ann", "at work", START);
        for (int index = 0; index < 100; index++) {
            String text = switch (index % 4) {
                case 0 -> "alertname=Crowded,pod=shop-" + index;
                case 1 -> "instance=~\"10\\\\.1\\\\.0\\\\.(" + index + "|7):9100\"";
                case 2 -> "job=node,cluster=~\"us-.*|ap-" + index + "\"";
                default -> "alertname=~\"Other.*\",severity!=low";
            };
            silences.add(new Silence(
                    "s" + index, Matchers.parse(text), START.minusSeconds(60), START.plusSeconds(3600), ann));
        }
        return silences;
    }
}
