package dev.tocsin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alert.Hold;
import dev.tocsin.alert.RuleKey;
import dev.tocsin.calendar.Cron;
import dev.tocsin.calendar.Ical;
import dev.tocsin.engine.Inbox.Item;
import dev.tocsin.incident.Directory;
import dev.tocsin.incident.Endpoint;
import dev.tocsin.incident.Entry;
import dev.tocsin.incident.Member;
import dev.tocsin.incident.Page;
import dev.tocsin.incident.Word;
import dev.tocsin.lab.simulation.Fate;
import dev.tocsin.lab.simulation.Simulation;
import dev.tocsin.ledger.History;
import dev.tocsin.ledger.LedgerGone;
import dev.tocsin.ledger.spool.SpooledLedger;
import dev.tocsin.ledger.sql.SqlLedger;
import dev.tocsin.model.Labels;
import dev.tocsin.mute.Dependencies;
import dev.tocsin.mute.Mutes;
import dev.tocsin.oncall.Crew;
import dev.tocsin.oncall.Digest;
import dev.tocsin.oncall.Feed;
import dev.tocsin.oncall.Layer;
import dev.tocsin.oncall.Policy;
import dev.tocsin.oncall.Replacement;
import dev.tocsin.oncall.Roster;
import dev.tocsin.oncall.Rotation;
import dev.tocsin.oncall.Schedule;
import dev.tocsin.remedy.Playbook;
import dev.tocsin.route.Route;
import dev.tocsin.route.Routes;
import dev.tocsin.route.Timings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is told when people take turns, hand over, and depend on each other's services: on the real ledger, in simulated time. */
@SuppressWarnings("NullAway.Init") // Each story starts its own.
class PeopleStoryTest {
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    private static final Duration TURN = Duration.ofMinutes(30);
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @TempDir
    Path directory;

    private final Set<String> firing = new HashSet<>();
    private final Map<String, List<Endpoint>> people = Stream.of("ann", "bea", "lead")
            .collect(Collectors.toMap(Function.identity(), name -> List.of(endpoint(name))));
    private final Map<String, Schedule> schedules = new HashMap<>(Map.of("primary", turns()));
    private final Map<String, Digest> digests = new HashMap<>();
    private Mutes mutes = Mutes.none();
    private Optional<Duration> holds = Optional.empty();
    private Simulation simulation;
    private SqlLedger ledger;

    @AfterEach
    void end() {
        simulation.close();
    }

    /** Half an hour each, ann from ten on: what began in her time is bea's after the hand-over, also when the agent was killed between. */
    @Test
    void aStepTellsWhoIsOnCallThen() {
        begin("primary", "primary", "lead");
        simulation.pass(Duration.ofMinutes(20));
        breaks("api");
        simulation.pass(Duration.ofMinutes(9));
        simulation.restart();
        simulation.pass(Duration.ofMinutes(8));

        assertThat(rings()).containsExactly("chat 20m", "ann 20m", "bea 35m");
        assertThat(timeline())
                .contains("ann (on call by primary): it is their turn", "bea (on call by primary): it is their turn");
    }

    @Test
    void nobodyOnCallGivesWayToTheNextRuleAtOnce() {
        schedules.put("primary", calendar());
        begin("primary", "lead");
        breaks("api");
        simulation.pass(Duration.ofMinutes(1));

        assertThat(rings()).containsExactly("chat 0m", "lead 0m");
        assertThat(simulation.pager().rings().getLast().page().reason()).isEqualTo(Page.Reason.NOBODY);
        assertThat(timeline()).contains("nobody (on call by primary): it is their turn");
    }

    /** The whole policy has nobody until ten past ten: then somebody is told, within five minutes, and not before. */
    @Test
    void whenNobodyCanBeToldItIsTriedAgain() {
        schedules.put("primary", calendar());
        begin("primary");
        breaks("api");
        simulation.pass(Duration.ofMinutes(10));
        assertThat(rings()).containsExactly("chat 0m");
        simulation.restart();
        stand("bea", simulation.clock().now(), Duration.ofHours(8));
        simulation.pass(Duration.ofMinutes(5));

        assertThat(rings()).hasSize(2).last().asString().startsWith("bea ");
        assertThat(timeline())
                .filteredOn(line -> line.startsWith("nobody was told"))
                .hasSize(1);
    }

    @Test
    void whoStandsInIsToldAlsoAfterARestartAndNotOnceItIsTakenBack() {
        begin("primary", "primary", "primary");
        Replacement made = stand("lead", START, Duration.ofHours(8));
        simulation.restart();
        breaks("api");
        simulation.pass(Duration.ofMinutes(10));
        assertThat(rings()).containsExactly("chat 0m", "lead 0m");

        simulation.say(new Item.Replaced(made.ended(simulation.clock().now())));
        simulation.pass(Duration.ofMinutes(6));
        assertThat(rings()).containsExactly("chat 0m", "lead 0m", "ann 15m");
    }

    /** The server of the calendar is gone after a restart: the copy in the ledger counts. */
    @Test
    void aCalendarSurvivesARestartWithoutItsServer() {
        schedules.put("primary", calendar());
        begin("primary", "lead");
        String text =
                "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261123\r\nSUMMARY:bea\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        Ical calendar = ((Ical.Parsed.Ready) Ical.parse(text, BERLIN)).calendar();
        simulation.say(new Item.Rostered(new Roster("primary", Optional.of(calendar), START, Optional.empty())));
        simulation.restart();
        simulation.say(new Item.Rostered(new Roster("primary", Optional.empty(), START, Optional.of("HTTP 503"))));
        breaks("api");
        simulation.pass(Duration.ofMinutes(1));

        assertThat(rings()).containsExactly("chat 0m", "bea 0m");
        assertThat(simulation.state().rota().rosters())
                .hasEntrySatisfying(
                        "primary", roster -> assertThat(roster.fault()).contains("HTTP 503"));
    }

    @Test
    void whoIsHandedItIsToldAndTheLadderGoesOnWhenTheyDoNotAnswer() {
        begin("ann", "lead");
        breaks("api");
        simulation.pass(Duration.ofMinutes(5));
        say(id -> new Word.Acknowledge(id, "ann", simulation.clock().now(), Optional.empty()));
        simulation.pass(Duration.ofMinutes(25));
        say(id -> new Word.HandOver(id, "ann", "bea", simulation.clock().now()));
        simulation.restart();
        simulation.pass(Duration.ofMinutes(16));

        assertThat(rings()).containsExactly("chat 0m", "ann 0m", "bea 30m", "lead 45m");
        Page toBea = simulation.pager().rings().get(2).page();
        assertThat(toBea.reason()).isEqualTo(Page.Reason.HANDED_OVER);
        assertThat(toBea.incident().acknowledgedBy()).isEmpty();
        assertThat(timeline()).contains("ann hands it over to bea");
        assertThat(headlines("chat")).contains("acknowledged by ann", "ann hands it over to bea");
    }

    @Test
    void whoWasHandedItAndAcknowledgesEndsTheClimb() {
        begin("ann", "lead");
        breaks("api");
        simulation.pass(Duration.ofMinutes(5));
        say(id -> new Word.HandOver(id, "ann", "bea", simulation.clock().now()));
        simulation.pass(Duration.ofMinutes(5));
        say(id -> new Word.Acknowledge(id, "bea", simulation.clock().now(), Optional.empty()));
        simulation.pass(Duration.ofMinutes(40));

        assertThat(rings()).containsExactly("chat 0m", "ann 0m", "bea 5m");
    }

    @Test
    void anAcknowledgementHoldsAsLongAsThePolicySays() {
        holds = Optional.of(Duration.ofMinutes(30));
        begin("ann", "lead");
        breaks("api");
        simulation.pass(Duration.ofMinutes(5));
        say(id -> new Word.Acknowledge(id, "ann", simulation.clock().now(), Optional.empty()));
        simulation.restart();
        simulation.pass(Duration.ofMinutes(31));

        assertThat(rings()).containsExactly("chat 0m", "ann 0m", "lead 35m");
        assertThat(headlines("chat")).contains("acknowledged by ann for 30m", "the acknowledgement of ann ran out");
    }

    /** The API depends on the database: of the two, people are told of the database. */
    @Test
    void whatDependsOnWhatIsDownRaisesNoPageUntilThatIsOver() {
        mutes = Mutes.none().with(Dependencies.of(Map.of("web", Set.of("api"), "api", Set.of("database"))));
        begin("ann", "lead");
        breaks("database");
        simulation.pass(Duration.ofMinutes(1));
        breaks("api");
        breaks("web");
        simulation.pass(Duration.ofMinutes(8));
        assertThat(told()).containsOnly("database");
        assertThat(simulation.pager().rings().getFirst().page().incident().affected())
                .containsExactly("api", "web");
        assertThat(simulation.state().incidents().stream()).hasSize(3);
        assertThat(timeline()).contains("Down: depends on database, which is down");

        simulation.restart();
        firing.remove("web");
        firing.remove("database");
        simulation.pass(Duration.ofMinutes(2));
        assertThat(told())
                .as("the API is still down, and nothing that it depends on is")
                .contains("api");
        assertThat(told()).doesNotContain("web");
        firing.clear();
        simulation.pass(Duration.ofMinutes(10));
        assertThat(simulation.pager().open()).isEmpty();
        assertThat(simulation.state().incidents().stream()).isEmpty();
    }

    /** Collected over an hour with two deaths of the agent, told once when it is over; what fires still, again the hour after. */
    @Test
    void aDigestTellsOnceWhatCameTogether() {
        digests.put("chat", new Digest(Cron.parse("0 * * * *", BERLIN), false));
        begin("ann");
        fires("churn", "medium");
        fires("disk", "medium");
        simulation.pass(Duration.ofMinutes(10));
        firing.remove("disk/medium");
        simulation.restart();
        simulation.pass(Duration.ofMinutes(20));
        simulation.restart();
        assertThat(simulation.pager().received()).isEmpty();
        simulation.pass(Duration.ofMinutes(35));

        assertThat(simulation.pager().received()).singleElement().satisfies(received -> {
            assertThat(received.at())
                    .isBetween(Instant.parse("2026-11-23T11:00:00Z"), Instant.parse("2026-11-23T11:00:02Z"));
            assertThat(services(received.page().firing())).containsExactly("churn");
            assertThat(services(received.page().resolved())).containsExactly("disk");
        });

        simulation.pass(Duration.ofHours(1));
        assertThat(simulation.pager().received()).hasSize(2).last().satisfies(received -> {
            assertThat(services(received.page().firing())).containsExactly("churn");
            assertThat(received.page().resolved()).isEmpty();
        });
        firing.clear();
        simulation.pass(Duration.ofHours(2));
        assertThat(simulation.pager().received()).hasSize(3).last().satisfies(received -> {
            assertThat(received.page().kind()).isEqualTo(Page.Kind.RESOLVE);
            assertThat(services(received.page().resolved())).containsExactly("churn");
        });
    }

    @Test
    void whatIsCriticalDoesNotWaitForADigest() {
        digests.put("chat", new Digest(Cron.parse("0 9 * * 1", BERLIN), false));
        begin("ann");
        breaks("api");
        simulation.pass(Duration.ofMinutes(1));
        firing.clear();
        simulation.pass(Duration.ofMinutes(10));

        assertThat(simulation.pager().received().stream()
                        .filter(received -> received.page().endpoint().id().equals("chat"))
                        .map(received -> received.page().kind()))
                .containsExactly(Page.Kind.TRIGGER, Page.Kind.RESOLVE);
        assertThat(simulation.state().digests().stream()).isEmpty();
    }

    private void begin(String... targets) {
        List<Policy.Step> steps = Stream.of(targets)
                .map(target -> new Policy.Step(List.of(target), Duration.ofMinutes(15)))
                .toList();
        Directory who = new Directory(
                Map.of("chat", List.of(endpoint("chat"))),
                people,
                Map.of("ladder", new Policy("ladder", steps, 0, holds)),
                schedules,
                digests,
                List.of());
        Route root = new Route(
                "0",
                new Route.Condition(List.of(), false),
                new Route.Target("chat", Optional.of("ladder"), new Route.Grouping(Set.of("service"), false)),
                Timings.DEFAULT,
                Route.Intervals.NONE,
                List.of());
        Set<RuleKey> rules = Stream.of("api", "web", "database", "churn", "disk")
                .map(PeopleStoryTest::rule)
                .collect(Collectors.toSet());
        Plan plan = new Plan(
                new Routes(digests.isEmpty() ? root : unescalated(root)), who, Playbook.NONE, mutes, rules, Set.of());
        simulation = new Simulation(
                START,
                new Simulation.Setting(
                        plan,
                        clock -> {
                            ledger = SqlLedger.sqlite(directory.resolve("ledger.db"), clock);
                            return new SpooledLedger(ledger, directory.resolve("spool"), clock);
                        },
                        Duration.ZERO,
                        "api",
                        1),
                Fate.kind());
    }

    private static Route unescalated(Route root) {
        Route.Target target =
                new Route.Target("chat", Optional.empty(), root.target().grouping());
        return new Route(root.id(), root.condition(), target, root.timings(), root.intervals(), List.of());
    }

    private void breaks(String service) {
        firing.add(service);
        watch(service, "critical", service);
    }

    private void fires(String service, String severity) {
        firing.add(service + "/" + severity);
        watch(service, severity, service + "/" + severity);
    }

    private void watch(String service, String severity, String key) {
        Labels labels = Labels.of("alertname", "Down", "service", service, "severity", severity);
        simulation.rule(rule(service), labels, Hold.NONE, () -> firing.contains(key));
    }

    private void say(Function<String, Word> word) {
        String incident = simulation.state().incidents().stream()
                .findFirst()
                .orElseThrow()
                .id();
        simulation.say(new Item.Said(word.apply(incident)));
    }

    private Replacement stand(String user, Instant from, Duration time) {
        Replacement made = new Replacement(
                "r-" + user, "primary", user, from, from.plus(time), new Replacement.Making("ann", from));
        simulation.say(new Item.Replaced(made));
        return made;
    }

    private List<String> rings() {
        return simulation.pager().rings().stream()
                .map(ring -> ring.endpoint() + " "
                        + Duration.between(START, ring.at()).toMinutes() + "m")
                .toList();
    }

    private Set<String> told() {
        return simulation.pager().rings().stream()
                .flatMap(ring -> ring.page().firing().stream())
                .map(member -> member.labels().get("service"))
                .collect(Collectors.toSet());
    }

    private List<String> headlines(String endpoint) {
        return simulation.pager().received().stream()
                .filter(one -> one.page().endpoint().id().equals(endpoint))
                .map(one -> one.page().incident().headline())
                .toList();
    }

    private static List<String> services(List<Member> members) {
        return members.stream().map(member -> member.labels().get("service")).toList();
    }

    private List<String> timeline() {
        History history = ledger.history();
        return simulation.state().incidents().stream()
                .flatMap(incident -> entries(history, incident.id()).stream())
                .toList();
    }

    private static List<String> entries(History history, String incident) {
        try {
            return history.entries(incident, 1000).stream().map(Entry::text).toList();
        } catch (LedgerGone gone) {
            throw new IllegalStateException(gone);
        }
    }

    private static RuleKey rule(String service) {
        return new RuleKey("f", "g", service, 0);
    }

    private static Schedule turns() {
        Rotation rotation = new Rotation(LocalDateTime.of(2026, 11, 23, 10, 0), TURN, List.of("ann", "bea"));
        Layer layer = new Layer("", rotation, Optional.empty(), Optional.empty(), List.of());
        return new Schedule("primary", ZoneOffset.UTC, List.of(layer), Optional.empty(), List.of(), new Crew(Map.of()));
    }

    private static Schedule calendar() {
        Feed feed = new Feed.File(Path.of("rota.ics"), Duration.ofMinutes(5));
        Crew crew = new Crew(Map.of("ann", "ann", "bea", "bea"));
        return new Schedule("primary", BERLIN, List.of(), Optional.of(feed), List.of(), crew);
    }

    private static Endpoint endpoint(String name) {
        return new Endpoint(name, EnumSet.allOf(Page.Kind.class));
    }
}
