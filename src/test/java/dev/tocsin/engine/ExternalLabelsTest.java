package dev.tocsin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alert.Alert;
import dev.tocsin.alert.Finding;
import dev.tocsin.alert.Hold;
import dev.tocsin.alert.Push;
import dev.tocsin.alert.RuleKey;
import dev.tocsin.incident.Directory;
import dev.tocsin.incident.Endpoint;
import dev.tocsin.incident.FlapControl;
import dev.tocsin.incident.Member;
import dev.tocsin.incident.Page;
import dev.tocsin.ledger.Snapshot;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Matcher;
import dev.tocsin.model.Matchers;
import dev.tocsin.mute.Mutes;
import dev.tocsin.mute.Silence;
import dev.tocsin.notify.Attempt;
import dev.tocsin.remedy.Playbook;
import dev.tocsin.route.Route;
import dev.tocsin.route.Routes;
import dev.tocsin.route.Timings;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Alerts of rules go to people with the agent's external labels, as Prometheus adds its external_labels on the way to Alertmanager: one
 * tree of routes serves every environment.
 */
class ExternalLabelsTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final Timings AT_ONCE = new Timings(Duration.ZERO, Duration.ofMinutes(5), Duration.ofHours(4));
    private static final RuleKey RULE = new RuleKey("api.rules.yml", "api", "ApiDown", 0);
    private static final Labels DOWN = Labels.of("alertname", "ApiDown", "service", "api");
    private static final Labels STAGED = DOWN.with("environment", "staging");

    @Test
    void anAlertIsRoutedGroupedAndToldWithThem() {
        Step step = turn(fresh(), found(START, DOWN), START);

        Page page = step.attempts().stream().map(Attempt::page).findFirst().orElseThrow();
        assertThat(page.endpoint().id()).isEqualTo("production-team");
        assertThat(page.incident().group().toMap())
                .isEqualTo(Labels.of("alertname", "ApiDown", "environment", "production")
                        .toMap());
        assertThat(page.firing()).extracting(Member::labels).containsExactly(DOWN.with("environment", "production"));
    }

    @Test
    void whatTheRuleSaysItselfHolds() {
        Step step = turn(fresh(), found(START, STAGED), START);

        assertThat(step.attempts())
                .extracting(attempt -> attempt.page().endpoint().id())
                .containsExactly("others");
    }

    /** It is another agent's, and not of our environment. */
    @Test
    void whatWasPushedIsAsItWasPushed() {
        Push push = new Push(DOWN, new Push.Note(Map.of(), ""), START, START.plusSeconds(300), true, START);
        Step step = turn(fresh(), Inbox.of(List.of(new Inbox.Item.Pushed(List.of(push)))), START);

        assertThat(step.attempts())
                .extracting(attempt -> attempt.page().endpoint().id())
                .containsExactly("others");
    }

    /** As in Prometheus: neither its ALERTS nor what it keeps of them has external labels. */
    @Test
    void theLedgerAndTheRulesKnowItWithout() {
        Step step = turn(fresh(), found(START, DOWN), START);

        assertThat(step.changes().alerts()).extracting(Alert::labels).containsExactly(DOWN);
        assertThat(step.state().alerts().of(RULE)).extracting(Alert::labels).containsExactly(DOWN);
        assertThat(step.state().told().of(RULE))
                .extracting(Alert::labels)
                .containsExactly(DOWN.with("environment", "production"));
    }

    @Test
    void aSilenceMayNameThem() {
        Silence production = new Silence(
                "s",
                Matchers.parse("environment=production"),
                START,
                START.plusSeconds(60),
                new Silence.Authorship("ann", "at work", START));
        Inbox inbox =
                Inbox.of(List.of(new Inbox.Item.Silenced(production), new Inbox.Item.Found(finding(START, DOWN))));
        Step silenced = turn(fresh(), inbox, START);

        assertThat(silenced.attempts()).isEmpty();
        assertThat(turn(silenced.state(), found(START.plusSeconds(60), DOWN), START.plusSeconds(60))
                        .attempts())
                .hasSize(1);
    }

    @Test
    void itsEndReachesWhoWasTold() {
        Step told = turn(fresh(), found(START, DOWN), START);
        Instant later = START.plus(Duration.ofMinutes(5));
        Step over = turn(told.state(), found(later), later);

        assertThat(over.state().outbox().stream())
                .extracting(parcel -> parcel.page().kind())
                .contains(Page.Kind.RESOLVE);
    }

    /** Invariant 4: what the ledger has goes without them, what people were told goes with them. */
    @Test
    void aRestartTellsNobodyAgain() {
        Step told = turn(fresh(), found(START, DOWN), START);
        Instant later = START.plusSeconds(30);
        State again = State.resumed(fresh().plan(), Snapshot.empty().with(told.changes()), later);
        Step next = turn(again, found(later, DOWN), later);

        assertThat(next.state().incidents().stream())
                .singleElement()
                .satisfies(incident -> assertThat(incident.members()).hasSize(1));
        assertThat(next.state().outbox().stream())
                .as("the page that was on its way, and no other")
                .hasSameSizeAs(told.attempts());
        assertThat(next.attempts())
                .extracting(attempt -> attempt.page().id())
                .containsExactlyElementsOf(told.attempts().stream()
                        .map(attempt -> attempt.page().id())
                        .toList());
    }

    private static Inbox found(Instant at, Labels... hits) {
        return Inbox.of(List.of(new Inbox.Item.Found(finding(at, hits))));
    }

    private static Finding finding(Instant at, Labels... hits) {
        List<Finding.Hit> met = List.of(hits).stream()
                .map(labels -> new Finding.Hit(labels, Map.of(), 1))
                .toList();
        return new Finding(RULE, Hold.NONE, at, Finding.Occasion.INTERVAL, new Finding.Result.Met(met));
    }

    private static Step turn(State state, Inbox inbox, Instant now) {
        return Turn.turn(state, inbox, new Now(now, now, "turn-" + now.getEpochSecond()));
    }

    private static State fresh() {
        Route production =
                route("0/0", "production-team", List.of(Matcher.equal("environment", "production")), List.of());
        Routes routes = new Routes(route("0", "others", List.of(), List.of(production)));
        Directory directory = new Directory(
                Map.of("others", List.of(endpoint("others")), "production-team", List.of(endpoint("production-team"))),
                Map.of(),
                Map.of());
        return State.fresh(new Plan(
                routes,
                directory,
                Playbook.NONE,
                Mutes.none(),
                Set.of(RULE),
                Map.of(),
                FlapControl.NONE,
                Set.of("api"),
                Labels.of("environment", "production")));
    }

    private static Route route(String id, String receiver, List<Matcher> matchers, List<Route> below) {
        return new Route(
                id,
                new Route.Condition(matchers, false),
                new Route.Target(
                        receiver, Optional.empty(), new Route.Grouping(Set.of("alertname", "environment"), false)),
                AT_ONCE,
                Route.Intervals.NONE,
                below);
    }

    private static Endpoint endpoint(String name) {
        return new Endpoint(name, EnumSet.allOf(Page.Kind.class));
    }
}
