package dev.tocsin.ledger;

import dev.tocsin.alert.Alert;
import dev.tocsin.deploy.Tenure;
import dev.tocsin.incident.Entry;
import dev.tocsin.incident.Incident;
import dev.tocsin.mute.Silence;
import dev.tocsin.notify.Parcel;
import dev.tocsin.oncall.Replacement;
import dev.tocsin.oncall.Roster;
import dev.tocsin.remedy.Act;
import dev.tocsin.uptime.Spell;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What one turn changed: records as they are now, whole, each to be put in the place of the one with its key. {@code ended} are
 * alerts that are no more; {@code joined} are the keys of the {@link Handover}s that are in them. {@code turn} is a key minted for the turn: what was committed under it once is not committed again.
 *
 * <p>A turn that changed nothing is worth committing now and then: the time of the last turn is what tells how long the agent
 * was down.
 */
public record Changes(
        String turn,
        Instant at,
        List<Alert> alerts,
        List<AlertKey> ended,
        List<Incident> incidents,
        List<Parcel> parcels,
        List<Act> acts,
        List<Tenure> tenures,
        List<Spell> spells,
        List<Silence> silences,
        List<Replacement> replacements,
        List<Roster> rosters,
        List<Logged> entries,
        List<String> joined) {
    private static final int HISTORY = 10_000;

    public Changes {
        alerts = List.copyOf(alerts);
        ended = List.copyOf(ended);
        incidents = List.copyOf(incidents);
        parcels = List.copyOf(parcels);
        acts = List.copyOf(acts);
        tenures = List.copyOf(tenures);
        spells = List.copyOf(spells);
        silences = List.copyOf(silences);
        replacements = List.copyOf(replacements);
        rosters = List.copyOf(rosters);
        entries = List.copyOf(entries);
        joined = List.copyOf(joined);
    }

    /** Nothing but that there was a turn. */
    public static Changes none(String turn, Instant at) {
        return new Changes(
                turn, at, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                List.of(), List.of(), List.of(), List.of());
    }

    /** These with what makes {@code after} of the alerts {@code before}. */
    public Changes withAlerts(Stream<Alert> before, Stream<Alert> after) {
        Map<AlertKey, Alert> known = new LinkedHashMap<>();
        before.forEach(alert -> known.put(AlertKey.of(alert), alert));
        List<Alert> changed = after.filter(alert -> !alert.equals(known.remove(AlertKey.of(alert))))
                .toList();
        return withAlertsOf(changed, List.copyOf(known.keySet()));
    }

    /** These with {@code changed} alerts and those that have {@code gone}, in the place of its own. */
    public Changes withAlertsOf(List<Alert> changed, List<AlertKey> gone) {
        return new Changes(
                turn,
                at,
                changed,
                gone,
                incidents,
                parcels,
                acts,
                tenures,
                spells,
                silences,
                replacements,
                rosters,
                entries,
                joined);
    }

    /** These with {@code changed} incidents, those that were closed too. */
    public Changes withIncidents(List<Incident> changed) {
        return new Changes(
                turn,
                at,
                alerts,
                ended,
                changed,
                parcels,
                acts,
                tenures,
                spells,
                silences,
                replacements,
                rosters,
                entries,
                joined);
    }

    /** These with {@code changed} parcels, those that are over too. */
    public Changes withParcels(List<Parcel> changed) {
        return new Changes(
                turn,
                at,
                alerts,
                ended,
                incidents,
                changed,
                acts,
                tenures,
                spells,
                silences,
                replacements,
                rosters,
                entries,
                joined);
    }

    /** These with {@code changed} acts, those that are over too. */
    public Changes withActs(List<Act> changed) {
        return new Changes(
                turn,
                at,
                alerts,
                ended,
                incidents,
                parcels,
                changed,
                tenures,
                spells,
                silences,
                replacements,
                rosters,
                entries,
                joined);
    }

    /** These with {@code changed} records of deployments. */
    public Changes withTenures(List<Tenure> changed) {
        return new Changes(
                turn,
                at,
                alerts,
                ended,
                incidents,
                parcels,
                acts,
                changed,
                spells,
                silences,
                replacements,
                rosters,
                entries,
                joined);
    }

    /** These with {@code changed} spells of uptime. */
    public Changes withSpells(List<Spell> changed) {
        return new Changes(
                turn,
                at,
                alerts,
                ended,
                incidents,
                parcels,
                acts,
                tenures,
                changed,
                silences,
                replacements,
                rosters,
                entries,
                joined);
    }

    /** These with {@code changed} silences. One is ended by putting its end into the past. */
    public Changes withSilences(List<Silence> changed) {
        return new Changes(
                turn,
                at,
                alerts,
                ended,
                incidents,
                parcels,
                acts,
                tenures,
                spells,
                changed,
                replacements,
                rosters,
                entries,
                joined);
    }

    /** These with {@code changed} replacements on call. */
    public Changes withReplacements(List<Replacement> changed) {
        return new Changes(
                turn, at, alerts, ended, incidents, parcels, acts, tenures, spells, silences, changed, rosters, entries,
                joined);
    }

    /** These with {@code changed} copies of calendars. */
    public Changes withRosters(List<Roster> changed) {
        return new Changes(
                turn,
                at,
                alerts,
                ended,
                incidents,
                parcels,
                acts,
                tenures,
                spells,
                silences,
                replacements,
                changed,
                entries,
                joined);
    }

    /** These with {@code written} as the turn's lines of history, in their order. */
    public Changes withEntries(List<Entry> written) {
        List<Logged> logged = IntStream.range(0, written.size())
                .mapToObj(index -> Logged.of(turn, index, written.get(index)))
                .toList();
        return new Changes(
                turn,
                at,
                alerts,
                ended,
                incidents,
                parcels,
                acts,
                tenures,
                spells,
                silences,
                replacements,
                rosters,
                logged,
                joined);
    }

    /** These, in which what was handed over under {@code keys} is. */
    public Changes withJoined(List<String> keys) {
        return new Changes(
                turn,
                at,
                alerts,
                ended,
                incidents,
                parcels,
                acts,
                tenures,
                spells,
                silences,
                replacements,
                rosters,
                entries,
                keys);
    }

    /** Whether nothing changed. */
    public boolean isEmpty() {
        return Stream.of(
                        alerts,
                        ended,
                        incidents,
                        parcels,
                        acts,
                        tenures,
                        spells,
                        silences,
                        replacements,
                        rosters,
                        entries,
                        joined)
                .allMatch(List::isEmpty);
    }

    /** These and then {@code later}, as if one turn had changed both: the later one, whose id it has. */
    public Changes then(Changes later) {
        Set<AlertKey> gone = new LinkedHashSet<>(ended);
        later.alerts.forEach(alert -> gone.remove(AlertKey.of(alert)));
        gone.addAll(later.ended);
        List<Alert> standing = merged(alerts, later.alerts, AlertKey::of).stream()
                .filter(alert -> !gone.contains(AlertKey.of(alert)))
                .toList();
        return new Changes(
                later.turn,
                later.at,
                standing,
                List.copyOf(gone),
                merged(incidents, later.incidents, Incident::id),
                merged(parcels, later.parcels, Parcel::id),
                merged(acts, later.acts, Act::id),
                merged(tenures, later.tenures, Changes::key),
                merged(spells, later.spells, Spell::key),
                merged(silences, later.silences, Silence::id),
                merged(replacements, later.replacements, Replacement::id),
                merged(rosters, later.rosters, Roster::schedule),
                latest(merged(entries, later.entries, Logged::id)),
                merged(joined, later.joined, Function.identity()));
    }

    /** The key of one deployment's record. */
    public static String key(Tenure tenure) {
        return tenure.service() + "/" + tenure.deployment();
    }

    /** History without end would not fit into memory; the state does. */
    private static <T> List<T> latest(List<T> history) {
        return history.subList(Math.max(0, history.size() - HISTORY), history.size());
    }

    private static <T, K> List<T> merged(Collection<T> earlier, Collection<T> later, Function<T, K> key) {
        Map<K, T> merged = new LinkedHashMap<>();
        earlier.forEach(value -> merged.put(key.apply(value), value));
        later.forEach(value -> merged.put(key.apply(value), value));
        return List.copyOf(merged.values());
    }
}
