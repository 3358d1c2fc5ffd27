package dev.tocsin.engine;

import dev.tocsin.alert.Alert;
import dev.tocsin.alert.AlertState;
import dev.tocsin.alert.Alerts;
import dev.tocsin.alert.RuleKey;
import dev.tocsin.deploy.Deploys;
import dev.tocsin.incident.Incidents;
import dev.tocsin.incident.Severity;
import dev.tocsin.ledger.Changes;
import dev.tocsin.ledger.Snapshot;
import dev.tocsin.mute.Mutes;
import dev.tocsin.notify.Digests;
import dev.tocsin.notify.Outbox;
import dev.tocsin.oncall.Rota;
import dev.tocsin.remedy.Remedies;
import dev.tocsin.uptime.Uptimes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that the agent knows of the world's troubles and of what it owes, at one instant. Immutable: anybody may read it while
 * the loop makes the next. {@code broken} are the rules that could not be evaluated last, with the cause.
 */
public record State(
        Plan plan,
        Alerts alerts,
        Incidents incidents,
        Mutes mutes,
        Rota rota,
        Digests digests,
        Outbox outbox,
        Remedies remedies,
        Deploys deploys,
        Uptimes uptimes,
        SortedMap<RuleKey, String> broken) {
    private static final Set<Severity> LESSER = Set.of(Severity.LOW, Severity.MEDIUM);

    public State {
        broken = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(broken));
    }

    /** The state of an agent that never ran before. */
    public static State fresh(Plan plan) {
        return new State(
                plan,
                Alerts.none(),
                Incidents.none(),
                plan.mutes(),
                Rota.NONE,
                Digests.none(),
                Outbox.none(),
                Remedies.none(),
                Deploys.none(),
                Uptimes.none(),
                new TreeMap<>());
    }

    /** The state that {@code snapshot} left, going on at {@code now}: time spent down counts as the design says for each clock. */
    public static State resumed(Plan plan, Snapshot snapshot, Instant now) {
        Duration gap = snapshot.gap(now);
        return new State(
                plan,
                Alerts.of(snapshot.alerts()).resume(gap).retain(plan.known(), now),
                Incidents.of(snapshot.incidents()).remembering(snapshot.lately()),
                plan.mutes().joined(snapshot.silences()).tidied(now),
                Rota.of(snapshot.replacements(), snapshot.rosters()),
                Digests.of(snapshot.parcels()),
                Outbox.of(snapshot.parcels()).resumed(now),
                Remedies.of(snapshot.acts()).resumed(now),
                Deploys.of(snapshot.tenures()).resumed(gap, now),
                Uptimes.of(snapshot.spells()).resumed(gap, now),
                new TreeMap<>());
    }

    /**
     * This state and {@code found}, which the ledger had from before the start and gave only now. Clocks go on as in
     * {@link #resumed}; rules that are gone meanwhile are, too.
     */
    State joined(Snapshot found, Instant now) {
        State before = resumed(plan, found, now);
        return new State(
                plan,
                alerts.joined(before.alerts),
                incidents.joined(found.incidents()).remembering(found.lately()),
                mutes.joined(found.silences()),
                rota.joined(before.rota),
                digests.joined(before.digests),
                outbox.joined(before.outbox),
                remedies.joined(before.remedies),
                deploys.joined(before.deploys),
                uptimes.joined(before.uptimes),
                broken);
    }

    /** The state of an agent that takes over with {@code found} from one that is gone: of alerts it has seen some itself. */
    State takingOver(Snapshot found, Instant now) {
        State before = resumed(plan, found, now);
        return before.seeing(alerts.hearing(before.alerts).joined(before.alerts), broken);
    }

    /** The state of an agent that stands by and looks at {@code found}, which the holder has committed: its alerts are its own, but for those pushed. */
    State lookingAt(Snapshot found, Instant now) {
        State before = resumed(plan, found, now);
        return before.seeing(alerts.hearing(before.alerts), broken);
    }

    /** This state with what an agent sees that stands by. */
    State seeing(Alerts seen, SortedMap<RuleKey, String> cannot) {
        return new State(plan, seen, incidents, mutes, rota, digests, outbox, remedies, deploys, uptimes, cannot);
    }

    /** This state under another configuration: alerts of rules that are gone end, everything else goes on. */
    State under(Plan next, Instant now) {
        SortedMap<RuleKey, String> still = new TreeMap<>(broken);
        still.keySet().retainAll(next.rules());
        return new State(
                next,
                alerts.retain(next.known(), now),
                incidents,
                mutes.configured(next.mutes()),
                rota,
                digests,
                outbox,
                remedies,
                deploys,
                uptimes,
                still);
    }

    /** All of it, as one turn at {@code at} would write it. */
    Changes whole(Instant at) {
        return Changes.none("whole", at)
                .withAlerts(Stream.empty(), alerts.stream())
                .withIncidents(incidents.stream().toList())
                .withParcels(outbox.stream().toList())
                .withActs(remedies.stream().toList())
                .withTenures(deploys.stream().toList())
                .withSpells(uptimes.stream().toList())
                .withSilences(List.copyOf(mutes.silences().values()));
    }

    /** The alerts as people, silences, routes and levers know them: with the agent's external labels. */
    public Alerts told() {
        return alerts.told(plan.external());
    }

    /** When time alone will change something next. */
    public Optional<Instant> due() {
        return Stream.of(
                        alerts.due(),
                        incidents.due(),
                        incidents.late(plan.playbook().expected()),
                        outbox.due(),
                        remedies.due())
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    /**
     * The services about which an alert fires, each with the earliest onset. What is said to be less than high does not count: a
     * certificate that expires in two weeks does not make every deployment until then a bad one to go back to.
     */
    static Map<String, Instant> ailing(Alerts alerts) {
        return alerts.firing()
                .filter(alert -> alert.labels().has("service"))
                .filter(alert -> !LESSER.contains(Severity.of(alert.labels())))
                .collect(Collectors.toMap(
                        alert -> alert.labels().get("service"),
                        Alert::since,
                        (one, other) -> one.isBefore(other) ? one : other));
    }

    /**
     * The services that are down: about which a critical alert fires whose condition is met still, by a rule of ours or by what others say,
     * each with the earliest onset. One that is only kept firing for a while says nothing of now.
     */
    static Map<String, Instant> down(Alerts alerts) {
        return alerts.firing()
                .filter(alert -> !(alert.state() instanceof AlertState.Fading))
                .filter(alert -> alert.labels().has("service"))
                .filter(alert -> Severity.of(alert.labels()) == Severity.CRITICAL)
                .collect(Collectors.toMap(
                        alert -> alert.labels().get("service"),
                        Alert::since,
                        (one, other) -> one.isBefore(other) ? one : other));
    }

    /** The services about which a critical alert fires, kept firing for a while or not: those that depend on them are not told of. */
    static Set<String> failed(Alerts alerts) {
        return alerts.firing()
                .filter(alert -> Severity.of(alert.labels()) == Severity.CRITICAL)
                .map(alert -> alert.labels().get("service"))
                .filter(service -> !service.isEmpty())
                .collect(Collectors.toSet());
    }
}
