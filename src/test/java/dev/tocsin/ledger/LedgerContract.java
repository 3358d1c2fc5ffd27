package dev.tocsin.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alert.Alert;
import dev.tocsin.alert.AlertState;
import dev.tocsin.alert.RuleKey;
import dev.tocsin.incident.Endpoint;
import dev.tocsin.incident.Entry;
import dev.tocsin.incident.Escalation;
import dev.tocsin.incident.Incident;
import dev.tocsin.incident.Page;
import dev.tocsin.incident.Severity;
import dev.tocsin.model.Labels;
import dev.tocsin.notify.Parcel;
import dev.tocsin.notify.Parcel.Transit;
import dev.tocsin.route.GroupKey;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every ledger does, whatever it is kept in. Each test has a ledger of its own, empty at first. */
public abstract class LedgerContract {
    protected static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    private Ledger ledger;

    /** The history of what {@link #open} opened. */
    protected abstract History history(Ledger opened);

    /** Opens the test's ledger; the one opened before was closed. */
    protected abstract Ledger open();

    /** Makes the place for the test's ledger. */
    protected abstract void prepare() throws Exception;

    /** Runs a statement behind the ledger's back; returns how many rows it changed. */
    protected abstract int tamper(String statement) throws SQLException;

    @BeforeEach
    void start() throws Exception {
        prepare();
        ledger = open();
        ledger.load();
    }

    @AfterEach
    void stop() {
        ledger.close();
    }

    private Snapshot restarted() throws LedgerGone {
        ledger.close();
        ledger = open();
        return States.sorted(ledger.load());
    }

    @Test
    void aNewOneIsEmpty() throws LedgerGone {
        assertThat(ledger.load()).isEqualTo(Snapshot.empty());
        assertThat(ledger.health()).isEqualTo(new Durability.Durable());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatWasCommittedComesBackAfterARestart(long seed) throws LedgerGone {
        RandomTurns turns = new RandomTurns(seed);
        Snapshot expected = ledger.load();
        for (int turn = 0; turn < 8; turn++) {
            Changes changes = turns.next();
            ledger.commit(changes);
            expected = expected.with(changes);
            if (turn % 4 == 3) {
                assertThat(restarted()).isEqualTo(States.sorted(expected));
            }
        }
    }

    @Test
    void aTurnThatWasCommittedBeforeChangesNothing() throws LedgerGone {
        Alert alert = alert("a", 1);
        ledger.commit(Changes.none("t1", NOW).withAlerts(none(), List.of(alert).stream()));
        ledger.commit(Changes.none("t2", NOW.plusSeconds(1)).withAlerts(List.of(alert).stream(), none()));
        ledger.commit(Changes.none("t1", NOW).withAlerts(none(), List.of(alert).stream()));
        assertThat(restarted().alerts()).isEmpty();
        assertThat(restarted().last()).contains(NOW.plusSeconds(1));
    }

    @Test
    void theLastTurnIsTheOneCommittedLast_whateverTheClockSaid() throws LedgerGone {
        ledger.commit(Changes.none("t1", NOW));
        ledger.commit(Changes.none("t2", NOW.minus(Duration.ofDays(3))));
        Snapshot snapshot = restarted();
        assertThat(snapshot.last()).contains(NOW.minus(Duration.ofDays(3)));
        assertThat(snapshot.gap(NOW)).isEqualTo(Duration.ofDays(3));
        assertThat(snapshot.gap(NOW.minus(Duration.ofDays(5)))).isZero();
    }

    @Test
    void itsVersionIsAnotherWhenSomethingChanged_andTheSameWhenTimeWentBy() throws LedgerGone, SQLException {
        ledger.commit(Changes.none("t1", NOW));
        String idle = ledger.version();
        ledger.commit(Changes.none("t2", NOW.plusSeconds(1)));
        assertThat(ledger.version()).isEqualTo(idle);
        ledger.commit(Changes.none("t3", NOW.plusSeconds(2)).withAlerts(none(), List.of(alert("a", 1)).stream()));
        String changed = ledger.version();
        assertThat(changed).isNotEqualTo(idle);
        ledger.commit(Changes.none("t4", NOW.plusSeconds(3)));
        assertThat(ledger.version()).isEqualTo(changed);
        assertThat(tamper("UPDATE latest SET turn = 't5', at_ms = at_ms + 1 WHERE id = 'turn'"))
                .as("as an agent of an older version commits")
                .isEqualTo(1);
        assertThat(ledger.version()).isNotEqualTo(changed);
        assertThat(restarted().last()).contains(NOW.plusSeconds(3).plusMillis(1));
    }

    @Test
    void whatIsOverIsNotLoaded_butARefusedPageIs() throws LedgerGone {
        ledger.commit(Changes.none("t1", NOW)
                .withIncidents(List.of(incident("open", Optional.empty()), incident("closed", Optional.of(NOW))))
                .withParcels(List.of(
                        parcel("p-1", new Transit.Waiting(NOW)),
                        parcel("p-2", new Transit.InFlight(NOW)),
                        parcel("p-3", new Transit.Delivered(NOW, "")),
                        parcel("p-4", new Transit.Refused(NOW)),
                        parcel("p-5", new Transit.Superseded(NOW, "p-6")))));
        Snapshot snapshot = restarted();
        assertThat(snapshot.incidents()).extracting(Incident::id).containsExactly("open");
        assertThat(snapshot.parcels()).extracting(Parcel::id).containsExactly("p-1", "p-2", "p-4");
    }

    /** What begins again and again is known by it. */
    @Test
    void whatWasOverLatelyIsRemembered() throws LedgerGone {
        Instant old = NOW.minus(Snapshot.LATELY);
        ledger.commit(Changes.none("t1", NOW)
                .withIncidents(List.of(
                        incident("open", Optional.empty()),
                        incident("lately", Optional.of(old.plusSeconds(1))),
                        incident("old", Optional.of(old)))));
        assertThat(restarted().lately()).extracting(Incident::id).containsExactly("lately");
        ledger.commit(Changes.none("t2", NOW.plusSeconds(1)));
        assertThat(restarted().lately()).isEmpty();
    }

    @Test
    void migrationsThatHaveRunAreNotGoneThroughAtEachStart() throws LedgerGone, SQLException {
        ledger.commit(Changes.none("t1", NOW));
        assertThat(tamper("UPDATE flyway_schema_history SET checksum = 1 WHERE checksum IS NOT NULL"))
                .as("whoever compares scripts now stops")
                .isGreaterThan(1);
        assertThat(restarted().last()).contains(NOW);
    }

    @Test
    void aPoisonRowCostsOnlyItself() throws LedgerGone, SQLException {
        List<Alert> alerts = List.of(alert("a", 1), alert("b", 2), alert("c", 3));
        ledger.commit(Changes.none("t1", NOW).withAlerts(none(), alerts.stream()));
        assertThat(tamper("UPDATE alert SET document = '{\"v\":1,\"rule\":7}' WHERE id LIKE '%;b %'"))
                .isEqualTo(1);
        Snapshot snapshot = restarted();
        assertThat(snapshot.alerts()).extracting(Alert::name).containsExactly("a", "c");
        assertThat(snapshot.poison())
                .singleElement()
                .isEqualTo(new Poison("alert", AlertKey.of(alerts.get(1)).toString(), "rule: not an object"));
        assertThat(tamper("DELETE FROM alert")).as("the bad row stays").isEqualTo(3);
    }

    @Test
    void historyTellsWhatWas() throws LedgerGone {
        ledger.commit(Changes.none("t1", NOW)
                .withIncidents(List.of(incident("i", Optional.of(NOW)), incident("j", Optional.empty())))
                .withParcels(List.of(parcel("i-1", new Transit.Delivered(NOW, "r"))))
                .withEntries(IntStream.range(0, 12)
                        .mapToObj(one -> new Entry(one == 5 ? "j" : "i", NOW, Entry.Kind.NOTE, "" + one))
                        .toList()));
        ledger.commit(
                Changes.none("t0", NOW).withEntries(List.of(new Entry("i", NOW.plusMillis(1), Entry.Kind.NOTE, "12"))));
        try (History history = history(ledger)) {
            assertThat(history.entries("i", 100))
                    .extracting(Entry::text)
                    .containsExactly("0", "1", "2", "3", "4", "6", "7", "8", "9", "10", "11", "12");
            assertThat(history.entries("i", 2)).extracting(Entry::text).containsExactly("11", "12");
            assertThat(history.incidents(NOW, 10)).extracting(Incident::id).containsExactly("j", "i");
            assertThat(history.incidents(NOW.plusSeconds(1), 10)).isEmpty();
            assertThat(history.deliveries("i", 10)).extracting(Parcel::id).containsExactly("i-1");
        }
    }

    @Test
    void tidyingKeepsWhatIsOpenOwedOrYoung() throws LedgerGone, SQLException {
        Instant old = NOW.minus(Duration.ofDays(100));
        ledger.commit(Changes.none("old", old)
                .withIncidents(List.of(
                        incident("open", Optional.empty()),
                        incident("closed", Optional.of(old)),
                        incident("owing", Optional.of(old)),
                        incident("young", Optional.of(NOW))))
                .withParcels(List.of(
                        parcel("closed-1", "closed", new Transit.Delivered(old, "")),
                        parcel("owing-1", "owing", new Transit.Waiting(old)),
                        parcel("young-1", "young", new Transit.Delivered(old, ""))))
                .withEntries(IntStream.range(0, 1200)
                        .mapToObj(
                                one -> entry(List.of("open", "closed", "young").get(one % 3), old))
                        .toList()));
        ledger.commit(Changes.none("new", NOW).withEntries(List.of(entry("", NOW), entry("", old))));

        Tidied tidied = ledger.tidy(Retention.DEFAULT, NOW);

        assertThat(tidied.rows()).isEqualTo(1 + 400 + 1 + 2 + 1);
        assertThat(tamper("DELETE FROM incident WHERE id IN ('open', 'young')")).isEqualTo(2);
        assertThat(tamper("DELETE FROM incident")).isZero();
        assertThat(tamper("DELETE FROM delivery WHERE id IN ('owing-1', 'young-1')"))
                .isEqualTo(2);
        assertThat(tamper("DELETE FROM delivery")).isZero();
        assertThat(tamper("DELETE FROM entry")).isEqualTo(801);
        assertThat(ledger.tidy(Retention.DEFAULT, NOW).rows()).isZero();
    }

    @Test
    void aTurnOfManyAlertsFitsIntoItsSecond() throws LedgerGone {
        List<Alert> storm =
                IntStream.range(0, 1000).mapToObj(one -> alert("a" + one, one)).toList();
        ledger.commit(Changes.none("storm", NOW).withAlerts(none(), storm.stream()));
        assertThat(restarted().alerts()).hasSize(1000);
    }

    private static java.util.stream.Stream<Alert> none() {
        return java.util.stream.Stream.empty();
    }

    protected static Alert alert(String name, double value) {
        return new Alert(
                new RuleKey("rules.yml", "group", name, 0),
                Labels.of("alertname", name),
                Map.of(),
                value,
                new AlertState.Pending(NOW),
                NOW);
    }

    protected static Incident incident(String id, Optional<Instant> closed) {
        return new Incident(
                new Incident.Origin(id, new GroupKey("/", Labels.of("g", id)), "team", Optional.empty(), NOW),
                new TreeMap<>(),
                new Incident.Flush(NOW, Optional.of(NOW)),
                new TreeMap<>(),
                new Escalation.Idle(),
                new TreeMap<>(),
                0,
                closed);
    }

    protected static Parcel parcel(String id, Transit transit) {
        return parcel(id, "i", transit);
    }

    protected static Parcel parcel(String id, String incident, Transit transit) {
        Endpoint endpoint = new Endpoint("team/slack/0", Set.of(Page.Kind.TRIGGER));
        Page.View view = new Page.View(
                incident,
                Labels.empty(),
                "team",
                Severity.HIGH,
                NOW,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                "");
        Page page = new Page(
                id,
                incident + ":team",
                endpoint,
                Page.Kind.TRIGGER,
                Page.Reason.FIRST,
                NOW,
                view,
                List.of(),
                List.of());
        return new Parcel(page, 1, transit, Optional.empty());
    }

    protected static Entry entry(String incident, Instant at) {
        return new Entry(incident, at, Entry.Kind.NOTE, "text");
    }
}
