package dev.tocsin.engine;

import dev.tocsin.alert.Hold;
import dev.tocsin.alert.RuleKey;
import dev.tocsin.incident.Directory;
import dev.tocsin.incident.Endpoint;
import dev.tocsin.incident.Page;
import dev.tocsin.incident.RemedyTrigger;
import dev.tocsin.incident.Tried;
import dev.tocsin.lab.SimulatedClock;
import dev.tocsin.lab.simulation.Fate;
import dev.tocsin.lab.simulation.Pager;
import dev.tocsin.lab.simulation.Simulation;
import dev.tocsin.ledger.Ledger;
import dev.tocsin.ledger.spool.SpooledLedger;
import dev.tocsin.ledger.sql.SqlLedger;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Matcher;
import dev.tocsin.mute.Mutes;
import dev.tocsin.oncall.Policy;
import dev.tocsin.remedy.Action;
import dev.tocsin.remedy.Autonomy;
import dev.tocsin.remedy.Playbook;
import dev.tocsin.remedy.Remedy;
import dev.tocsin.remedy.Verify;
import dev.tocsin.route.Route;
import dev.tocsin.route.Routes;
import dev.tocsin.route.Timings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The card's team in simulated time on the real ledger: a chat, a ladder of three people, one service that can be rolled back. */
final class Stage implements AutoCloseable {
    static final Duration PEACE = Duration.ofMinutes(20);
    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    static final RuleKey API_DOWN = new RuleKey("availability.rules.yml", "availability", "ApiDown", 0);
    static final Labels LABELS =
            Labels.of("alertname", "ApiDown", "service", "api", "severity", "critical", "issue", "backend-crash");

    final Simulation simulation;

    Stage(Path directory, Fate fate, Autonomy autonomy, Duration down) {
        this(directory, fate, autonomy, down, clock -> SqlLedger.sqlite(directory.resolve("ledger.db"), clock));
    }

    /** As it would be with a {@code database} of another kind. */
    Stage(
            Path directory,
            Fate fate,
            Autonomy autonomy,
            Duration down,
            Function<SimulatedClock, ? extends Ledger> database) {
        this(directory, new Case(fate, autonomy, down, Duration.ZERO), database);
    }

    /** What differs between stories: what goes wrong, what may be done alone, how long a restart takes, and the rule's {@code for}. */
    record Case(Fate fate, Autonomy autonomy, Duration down, Duration pending) {}

    Stage(Path directory, Case given, Function<SimulatedClock, ? extends Ledger> database) {
        Plan plan = plan(given.autonomy());
        Path spool = directory.resolve("spool");
        simulation = new Simulation(
                START,
                new Simulation.Setting(
                        plan, clock -> new SpooledLedger(database.apply(clock), spool, clock), given.down(), "api", 1),
                given.fate());
        Hold hold = new Hold(given.pending(), Duration.ofMinutes(1));
        simulation.rule(
                API_DOWN, LABELS, hold, () -> simulation.platform().serving().equals("bad"));
        simulation.platform().deploy("dpl-1", "good");
    }

    /** A while of peace, then a deploy that takes the API down. */
    Stage badDeploy() {
        simulation.pass(PEACE);
        simulation.platform().deploy("dpl-2", "bad");
        return this;
    }

    /** Who was notified and how long after the bad deploy, such as {@code engineer 0m}. */
    List<String> rings() {
        Instant deploy = START.plus(PEACE);
        return simulation.pager().rings().stream()
                .map(ring -> ring.endpoint() + " "
                        + Duration.between(deploy, ring.at()).toMinutes() + "m")
                .toList();
    }

    /** Which alerts people were told of, and about whom, such as {@code PagesUndelivered engineer}. */
    Set<String> headlines() {
        return simulation.pager().rings().stream()
                .flatMap(ring -> ring.page().firing().stream())
                .map(member -> member.name() + " "
                        + (member.labels().has("endpoint")
                                ? member.labels().get("endpoint")
                                : member.labels().get("service")))
                .collect(Collectors.toSet());
    }

    /** How often the same news came to an endpoint more than once, by endpoint. */
    Map<String, Long> duplicates() {
        Map<String, Long> duplicates = new TreeMap<>();
        simulation.pager().received().stream()
                .map(Pager.Received::page)
                .collect(Collectors.groupingBy(page -> page, Collectors.counting()))
                .forEach((page, times) -> duplicates.merge(page.endpoint().id(), times - 1, Long::sum));
        return duplicates;
    }

    /** What the pages said was tried, the last first. */
    List<String> tried() {
        return simulation.pager().received().reversed().stream()
                .flatMap(one -> one.page().incident().tried().stream())
                .map(Tried::text)
                .distinct()
                .toList();
    }

    /** What the team configured. */
    static Plan plan(Autonomy autonomy) {
        return new Plan(routes(), directory(), playbook(autonomy), Mutes.none(), Set.of(API_DOWN), Set.of("api"));
    }

    private static Routes routes() {
        return new Routes(new Route(
                "0",
                new Route.Condition(List.of(), false),
                new Route.Target(
                        "chat", Optional.of("on-call"), new Route.Grouping(Set.of("alertname", "service"), false)),
                Timings.DEFAULT,
                Route.Intervals.NONE,
                List.of()));
    }

    private static Directory directory() {
        return new Directory(
                Map.of("chat", List.of(endpoint("chat"))),
                Map.of(
                        "engineer", List.of(endpoint("engineer")),
                        "lead", List.of(endpoint("lead")),
                        "cto", List.of(endpoint("cto"))),
                Map.of(
                        "on-call",
                        new Policy(
                                "on-call",
                                List.of(
                                        new Policy.Step(List.of("engineer"), Duration.ofMinutes(15)),
                                        new Policy.Step(List.of("lead"), Duration.ofMinutes(15)),
                                        new Policy.Step(List.of("cto"), Duration.ofMinutes(30))),
                                0)));
    }

    private static Endpoint endpoint(String name) {
        return new Endpoint(name, EnumSet.allOf(Page.Kind.class));
    }

    private static Playbook playbook(Autonomy autonomy) {
        return new Playbook(List.of(new Remedy(
                new RemedyTrigger("roll-back-api", List.of(Matcher.equal("service", "api")), Duration.ofMinutes(2)),
                "api",
                autonomy,
                new Action.Rollback(Action.Evidence.USUAL),
                new Remedy.Limits(Duration.ofMinutes(30), 3, Duration.ofDays(1), Duration.ofHours(6)),
                Duration.ofMinutes(15),
                new Verify("probe_success == 1", Duration.ofMinutes(2), Duration.ofMinutes(10)),
                new Remedy.Pace(
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(5)))));
    }

    @Override
    public void close() {
        simulation.close();
    }
}
