package dev.tocsin.incident;

import dev.tocsin.alert.Alert;
import dev.tocsin.alert.AlertState;
import dev.tocsin.alert.Alerts;
import dev.tocsin.alert.RuleKey;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Matcher;
import dev.tocsin.mute.Mutes;
import dev.tocsin.oncall.Policy;
import dev.tocsin.oncall.Rota;
import dev.tocsin.route.Route;
import dev.tocsin.route.Routes;
import dev.tocsin.route.Timings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** One route, one receiver, a ladder of three people, and a hand that turns time: what is said is noted as {@code 15m lead ESCALATED}. */
final class Scene {
    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    static final Set<Page.Kind> ALL = EnumSet.allOf(Page.Kind.class);

    final List<String> said = new ArrayList<>();
    final List<ActWish> wishes = new ArrayList<>();
    final List<Entry> entries = new ArrayList<>();
    final List<Page> pages = new ArrayList<>();

    private final SortedMap<Labels, Alert> firing = new TreeMap<>();
    private Routes routes;
    private Directory directory = ladder();
    private Mutes mutes = Mutes.none();
    private List<RemedyTrigger> remedies = List.of();
    private final SortedMap<String, Duration> within = new TreeMap<>();
    private FlapControl flaps = FlapControl.NONE;
    private Incidents incidents = Incidents.none();
    private Instant now = START;

    Scene() {
        this(new Timings(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(4)));
    }

    Scene(Timings timings) {
        routes = routes("slack", "ladder", timings);
    }

    private static Routes routes(String receiver, String policy, Timings timings) {
        return new Routes(new Route(
                "0",
                new Route.Condition(List.of(), false),
                new Route.Target(receiver, Optional.of(policy), new Route.Grouping(Set.of("service"), false)),
                timings,
                Route.Intervals.NONE,
                List.of()));
    }

    /** From now on the route leads elsewhere. */
    Scene reroute(String receiver, String policy) {
        routes = routes(receiver, policy, routes.root().timings());
        return this;
    }

    private static Directory ladder() {
        return new Directory(
                Map.of("slack", List.of(new Endpoint("slack", ALL))),
                Map.of(
                        "engineer", List.of(new Endpoint("engineer", ALL)),
                        "lead", List.of(new Endpoint("lead", ALL)),
                        "cto", List.of(new Endpoint("cto", ALL))),
                Map.of(
                        "ladder",
                        new Policy(
                                "ladder",
                                List.of(
                                        new Policy.Step(List.of("engineer"), Duration.ofMinutes(15)),
                                        new Policy.Step(List.of("lead"), Duration.ofMinutes(15)),
                                        new Policy.Step(List.of("cto"), Duration.ofMinutes(30))),
                                0)));
    }

    Scene with(Mutes mutes) {
        this.mutes = mutes;
        return this;
    }

    Scene with(Directory directory) {
        this.directory = directory;
        return this;
    }

    Scene with(FlapControl control) {
        this.flaps = control;
        return this;
    }

    Scene remedy(String name, Duration after) {
        remedies = List.of(new RemedyTrigger(name, List.of(Matcher.equal("service", "api")), after));
        return this;
    }

    Scene within(String issue, Duration limit) {
        within.put(issue, limit);
        return this;
    }

    /** A critical alert that names its issue. */
    Scene breaks(String issue) {
        Labels labels = alert("ApiDown", "critical").with("issue", issue);
        AlertState state = new AlertState.Firing(now, now);
        firing.put(labels, new Alert(new RuleKey("f", "g", "ApiDown", 0), labels, Map.of(), 1, state, now));
        return turn();
    }

    static Labels alert(String name, String severity) {
        return Labels.of("alertname", name, "service", "api", "severity", severity);
    }

    Scene fires(String name, String severity) {
        Labels labels = alert(name, severity);
        AlertState state = new AlertState.Firing(now, now);
        firing.put(labels, new Alert(new RuleKey("f", "g", name, 0), labels, Map.of(), 1, state, now));
        return turn();
    }

    Scene ends(String name, String severity) {
        firing.remove(alert(name, severity));
        return turn();
    }

    /** Turns second by second until {@code after} the start. */
    Scene until(Duration after) {
        Instant end = START.plus(after);
        while (now.isBefore(end)) {
            now = now.plusSeconds(1);
            turn();
        }
        return this;
    }

    /** Jumps to {@code after} the start as if the agent had been down meanwhile. */
    Scene downUntil(Duration after) {
        now = START.plus(after);
        return turn();
    }

    Scene hears(Word... words) {
        return turn(words);
    }

    Instant now() {
        return now;
    }

    Incident incident() {
        return incidents.stream().findFirst().orElseThrow();
    }

    boolean isOver() {
        return incidents.stream().findAny().isEmpty();
    }

    Scene turn(Word... words) {
        Alerts alerts = Alerts.of(firing.values());
        Desk desk = new Desk(
                routes,
                directory,
                Rota.NONE,
                new Expected(remedies, within),
                mutes.at(firing.keySet(), now, now),
                Background.NONE,
                flaps,
                now);
        Incidents.Progress progress = incidents.advance(routes.group(alerts), Arrays.asList(words), desk);
        incidents = progress.incidents();
        progress.pages()
                .forEach(page ->
                        said.add(minutes(page.at()) + " " + page.endpoint().id() + " "
                                + (page.kind() == Page.Kind.TRIGGER ? "" : page.kind() + " ") + page.reason()));
        pages.addAll(progress.pages());
        wishes.addAll(progress.wishes());
        entries.addAll(progress.entries());
        return this;
    }

    private static String minutes(Instant at) {
        Duration since = Duration.between(START, at);
        return since.toSecondsPart() == 0 ? since.toMinutes() + "m" : since.toSeconds() + "s";
    }
}
