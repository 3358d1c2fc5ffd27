package dev.tocsin.engine;

import dev.tocsin.alert.Alert;
import dev.tocsin.alert.Alerts;
import dev.tocsin.alert.Finding;
import dev.tocsin.alert.RuleKey;
import dev.tocsin.alert.Transition;
import dev.tocsin.deploy.Deploys;
import dev.tocsin.engine.Inbox.Item.Recovered;
import dev.tocsin.incident.Background;
import dev.tocsin.incident.Deployed;
import dev.tocsin.incident.Desk;
import dev.tocsin.incident.Incident;
import dev.tocsin.incident.Incidents;
import dev.tocsin.incident.Page;
import dev.tocsin.incident.Word;
import dev.tocsin.ledger.AlertKey;
import dev.tocsin.ledger.Changes;
import dev.tocsin.model.Labels;
import dev.tocsin.mute.Mutes;
import dev.tocsin.mute.Silence;
import dev.tocsin.notify.Digests;
import dev.tocsin.notify.Outbox;
import dev.tocsin.notify.Parcel;
import dev.tocsin.oncall.Replacement;
import dev.tocsin.oncall.Roster;
import dev.tocsin.oncall.Rota;
import dev.tocsin.remedy.Act;
import dev.tocsin.remedy.Bench;
import dev.tocsin.remedy.Remedies;
import dev.tocsin.remedy.Task;
import dev.tocsin.uptime.Uptimes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** From what was seen and said since the last turn to what must be said or done next. Pure. */
public final class Turn {
    private Turn() {}

    /** Takes one turn. The step's attempts and tasks may be carried out only after its changes are durable. */
    public static Step turn(State before, Inbox inbox, Now now) {
        State state = joined(before, inbox.recovered(), now);
        List<Finding> known = known(state.plan(), inbox.findings());
        SortedMap<RuleKey, String> broken = OwnRules.broken(state.broken(), known);
        List<Finding> found = OwnRules.with(known, broken, state.outbox(), now.now());
        Alerts alerts = state.alerts().advance(found).advance(inbox.pushes(), now.now());
        Alerts said = alerts.told(state.plan().external());
        Mutes mutes = muted(state.mutes(), inbox.silences(), now);
        Rota rota = state.rota().with(inbox.replacements()).seeing(inbox.rosters());
        Map<String, Instant> ailing = State.ailing(said);
        Deploys.Progress seen = state.deploys().advance(inbox.sightings(), ailing, now.now());
        Uptimes.Progress fared = state.uptimes().advance(state.plan().services(), State.down(said), now.now());
        Bench bench = new Bench(state.plan().playbook(), seen.deploys(), ailing, said.firingLabels(), now.now());

        Outbox.Progress settled = state.outbox().settle(inbox.outcomes(), parcels(inbox.recovered()), now.now());
        Remedies.Progress acted = state.remedies().advance(inbox.reports(), inbox.commands(), bench);
        List<Word> words = joined(inbox.words(), settled.refused(), acted.news());
        Incidents.Progress told = state.incidents()
                .advance(
                        state.plan().routes().group(said),
                        words,
                        desk(state.plan(), rota, said, mutes, seen.deploys(), now));
        Digests.Progress collected =
                state.digests().advance(told.pages(), state.plan().directory().digests(), now.now(), now.wall());
        List<Page> news = ChangeNews.pages(
                state.plan().directory().changes(),
                new ChangeNews.Seen(state.deploys(), seen.changed(), acted.news(), state.incidents()),
                now.now());
        Outbox.Progress posted = settled.outbox().accept(joined(collected.pages(), news), now.now());
        Remedies.Progress wanted = acted.remedies().accept(told.wishes(), bench);

        State next = new State(
                state.plan(),
                alerts,
                told.incidents(),
                mutes,
                rota,
                collected.digests(),
                posted.outbox(),
                wanted.remedies(),
                seen.deploys(),
                fared.uptimes(),
                broken);
        Changes changes = withAlerts(joinedBy(state, inbox.recovered(), now), before, inbox.recovered(), alerts);
        changes = changes.withIncidents(latest(changes.incidents(), told.changed(), Incident::id))
                .withParcels(latest(
                        changes.parcels(),
                        latest(
                                latest(settled.changed(), collected.changed(), Parcel::id),
                                posted.changed(),
                                Parcel::id),
                        Parcel::id))
                .withActs(latest(changes.acts(), latest(acted.changed(), wanted.changed(), Act::id), Act::id))
                .withTenures(seen.changed())
                .withSpells(fared.changed())
                .withSilences(latest(changes.silences(), inbox.silences(), Silence::id))
                .withReplacements(latest(changes.replacements(), inbox.replacements(), Replacement::id))
                .withRosters(latest(changes.rosters(), state.rota().news(rota), Roster::schedule))
                .withEntries(joined(told.entries(), inbox.noted()));
        return new Step(
                next,
                changes,
                joined(settled.attempts(), posted.attempts()),
                Turn.<Task>joined(acted.tasks(), wanted.tasks()),
                wanted.news(),
                found);
    }

    /**
     * What a turn comes to of an agent that stands by: it goes on watching, so that it may take over at any time, and decides nothing.
     * Whatever else is in the inbox was not meant for it.
     */
    public static Step watched(State before, Inbox inbox, Now now) {
        List<Finding> known = known(before.plan(), inbox.findings());
        SortedMap<RuleKey, String> broken = OwnRules.broken(before.broken(), known);
        State next = before.seeing(before.alerts().advance(known), broken);
        return new Step(next, Changes.none(now.turn(), now.now()), List.of(), List.of(), List.of(), known);
    }

    private static State joined(State state, List<Recovered> recovered, Now now) {
        State all = state;
        for (Recovered one : recovered) {
            all = all.joined(one.found(), now.now());
        }
        return all;
    }

    private static List<Parcel> parcels(List<Recovered> recovered) {
        return recovered.stream().flatMap(one -> one.found().parcels().stream()).toList();
    }

    /** {@code changes} with what became of the alerts since the ledger heard of them. */
    private static Changes withAlerts(Changes changes, State before, List<Recovered> recovered, Alerts alerts) {
        if (!recovered.isEmpty()) {
            return changes.withAlerts(known(before, recovered), unlessSame(before.alerts(), alerts));
        }
        Alerts.News news = alerts.since(before.alerts());
        return changes.withAlertsOf(
                news.changed(), news.gone().stream().map(AlertKey::of).toList());
    }

    /** Those that the ledger has. */
    private static Stream<Alert> known(State state, List<Recovered> recovered) {
        return Stream.concat(recovered.stream().flatMap(one -> one.found().alerts().stream()), state.alerts().stream());
    }

    /** What is handed over has been in no turn of this ledger yet; since it is mixed with what was there, all of it is written. */
    private static Changes joinedBy(State state, List<Recovered> recovered, Now now) {
        Changes none = Changes.none(now.turn(), now.now());
        List<String> keys =
                recovered.stream().flatMap(one -> one.handover().stream()).toList();
        return keys.isEmpty()
                ? none
                : none.withJoined(keys)
                        .withIncidents(state.incidents().stream().toList())
                        .withParcels(Stream.concat(state.outbox().kept(), state.digests().stream())
                                .toList())
                        .withActs(state.remedies().stream().toList())
                        .withSilences(List.copyOf(state.mutes().silences().values()))
                        .withReplacements(
                                List.copyOf(state.rota().replacements().values()))
                        .withRosters(List.copyOf(state.rota().rosters().values()));
    }

    /** Those of rules that are loaded: a worker may still be at one that a reload took away. */
    private static List<Finding> known(Plan plan, List<Finding> findings) {
        Set<RuleKey> known = findings.isEmpty() ? Set.of() : plan.known();
        return findings.stream()
                .filter(finding -> known.contains(finding.rule()))
                .toList();
    }

    private static Mutes muted(Mutes mutes, List<Silence> silences, Now now) {
        return silences.isEmpty() ? mutes : mutes.tidied(now.now()).with(silences);
    }

    private static Desk desk(Plan plan, Rota rota, Alerts alerts, Mutes mutes, Deploys deploys, Now now) {
        Mutes.At at = mutes.at(alerts.firingLabels(), State.failed(alerts), now.now(), now.wall());
        Background background = new Background(plan.thresholds(), ends(alerts), service -> deployed(deploys, service));
        return new Desk(
                plan.routes(),
                plan.directory(),
                rota,
                plan.playbook().expected(),
                at,
                background,
                plan.flaps(),
                now.now());
    }

    private static Map<Labels, Instant> ends(Alerts alerts) {
        Map<Labels, Instant> ends = new HashMap<>();
        alerts.transitions().stream()
                .filter(one -> one.alert().rule().equals(RuleKey.PUSHED))
                .filter(one -> one.kind() == Transition.Kind.ENDED || one.kind() == Transition.Kind.SILENT)
                .forEach(one -> ends.put(one.alert().labels(), one.at()));
        return ends;
    }

    private static List<Deployed> deployed(Deploys deploys, String service) {
        return deploys.of(service).stream()
                .map(tenure -> new Deployed(tenure.service(), tenure.deployment(), tenure.commit(), tenure.since()))
                .toList();
    }

    /**
     * The alerts, but as they were before where their state is the same: a value that moves with every evaluation is not worth a
     * write, since the next evaluation brings it again.
     */
    private static Stream<Alert> unlessSame(Alerts before, Alerts after) {
        return after.stream()
                .map(alert -> before.find(alert.rule(), alert.labels())
                        .filter(known -> known.state().equals(alert.state()))
                        .orElse(alert));
    }

    @SafeVarargs
    private static <T> List<T> joined(Collection<? extends T>... parts) {
        List<T> all = new ArrayList<>();
        for (Collection<? extends T> part : parts) {
            all.addAll(part);
        }
        return all;
    }

    private static <T> List<T> latest(List<T> earlier, List<T> later, Function<T, String> key) {
        Map<String, T> latest = new LinkedHashMap<>();
        earlier.forEach(one -> latest.put(key.apply(one), one));
        later.forEach(one -> latest.put(key.apply(one), one));
        return List.copyOf(latest.values());
    }
}
