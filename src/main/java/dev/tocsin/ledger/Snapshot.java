package dev.tocsin.ledger;

import dev.tocsin.alert.Alert;
import dev.tocsin.deploy.Tenure;
import dev.tocsin.incident.Incident;
import dev.tocsin.mute.Silence;
import dev.tocsin.notify.Parcel;
import dev.tocsin.oncall.Replacement;
import dev.tocsin.oncall.Roster;
import dev.tocsin.remedy.Act;
import dev.tocsin.uptime.Spell;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The state as the last committed turn left it: what is open, what was refused last, and acts and deployments as long as they
 * are remembered. {@code last} is when that turn was; empty for a new ledger. {@code poison} is what could not be read. {@code lately} are
 * incidents of which people were told and that were over within {@link #LATELY} before: what begins again and again is known by them.
 */
public record Snapshot(
        Optional<Instant> last,
        List<Alert> alerts,
        List<Incident> incidents,
        List<Parcel> parcels,
        List<Act> acts,
        List<Tenure> tenures,
        List<Spell> spells,
        List<Silence> silences,
        List<Replacement> replacements,
        List<Roster> rosters,
        List<Poison> poison,
        List<Incident> lately) {
    /** How long an incident that is over is remembered. */
    public static final Duration LATELY = Duration.ofDays(1);

    public Snapshot {
        alerts = List.copyOf(alerts);
        incidents = List.copyOf(incidents);
        parcels = List.copyOf(parcels);
        acts = List.copyOf(acts);
        tenures = List.copyOf(tenures);
        spells = List.copyOf(spells);
        silences = List.copyOf(silences);
        replacements = List.copyOf(replacements);
        rosters = List.copyOf(rosters);
        poison = List.copyOf(poison);
        lately = List.copyOf(lately);
    }

    /** In which nothing was over lately. */
    public Snapshot(
            Optional<Instant> last,
            List<Alert> alerts,
            List<Incident> incidents,
            List<Parcel> parcels,
            List<Act> acts,
            List<Tenure> tenures,
            List<Spell> spells,
            List<Silence> silences,
            List<Replacement> replacements,
            List<Roster> rosters,
            List<Poison> poison) {
        this(
                last,
                alerts,
                incidents,
                parcels,
                acts,
                tenures,
                spells,
                silences,
                replacements,
                rosters,
                poison,
                List.of());
    }

    /** Of a new ledger. */
    public static Snapshot empty() {
        return new Snapshot(
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /** How long nobody took turns until {@code now}; zero for a new ledger, and when the wall clock was put back. */
    public Duration gap(Instant now) {
        return last.filter(now::isAfter)
                .map(then -> Duration.between(then, now))
                .orElse(Duration.ZERO);
    }

    /** The state after {@code changes} were made to this one. */
    public Snapshot with(Changes changes) {
        Map<AlertKey, Alert> standing = new LinkedHashMap<>();
        alerts.forEach(alert -> standing.put(AlertKey.of(alert), alert));
        changes.ended().forEach(standing::remove);
        changes.alerts().forEach(alert -> standing.put(AlertKey.of(alert), alert));
        List<Incident> known = replaced(
                Stream.concat(lately.stream(), incidents.stream()).toList(), changes.incidents(), Incident::id);
        return new Snapshot(
                Optional.of(changes.at()),
                List.copyOf(standing.values()),
                known.stream().filter(incident -> incident.closed().isEmpty()).toList(),
                replaced(parcels, changes.parcels(), Parcel::id).stream()
                        .filter(Snapshot::isOfInterest)
                        .toList(),
                replaced(acts, changes.acts(), Act::id),
                replaced(tenures, changes.tenures(), Changes::key),
                replaced(spells, changes.spells(), Spell::key),
                replaced(silences, changes.silences(), Silence::id),
                replaced(replacements, changes.replacements(), Replacement::id),
                replaced(rosters, changes.rosters(), Roster::schedule),
                poison,
                known.stream()
                        .filter(incident -> isLately(incident, changes.at()))
                        .toList());
    }

    /** Whether {@code incident}, of which people were told, was over shortly before {@code at}. */
    public static boolean isLately(Incident incident, Instant at) {
        return incident.episode().isPresent()
                && incident.closed().filter(at.minus(LATELY)::isBefore).isPresent();
    }

    /** This without any record that {@code changes} have a newer version of. */
    public Snapshot without(Changes changes) {
        Set<AlertKey> alertsOf = new HashSet<>(changes.ended());
        changes.alerts().forEach(alert -> alertsOf.add(AlertKey.of(alert)));
        return new Snapshot(
                last,
                others(alerts, alertsOf, AlertKey::of),
                others(incidents, keys(changes.incidents(), Incident::id), Incident::id),
                others(parcels, keys(changes.parcels(), Parcel::id), Parcel::id),
                others(acts, keys(changes.acts(), Act::id), Act::id),
                others(tenures, keys(changes.tenures(), Changes::key), Changes::key),
                others(spells, keys(changes.spells(), Spell::key), Spell::key),
                others(silences, keys(changes.silences(), Silence::id), Silence::id),
                others(replacements, keys(changes.replacements(), Replacement::id), Replacement::id),
                others(rosters, keys(changes.rosters(), Roster::schedule), Roster::schedule),
                poison,
                others(lately, keys(changes.incidents(), Incident::id), Incident::id));
    }

    private static <T, K> Set<K> keys(List<T> records, Function<T, K> key) {
        return records.stream().map(key).collect(Collectors.toSet());
    }

    private static <T, K> List<T> others(List<T> records, Set<K> but, Function<T, K> key) {
        return records.stream().filter(one -> !but.contains(key.apply(one))).toList();
    }

    /** This with the alerts that {@code changes} make of its own; all else stays. */
    public Snapshot withAlertsOf(Changes changes) {
        List<Alert> after = with(changes).alerts();
        return new Snapshot(
                last,
                after,
                incidents,
                parcels,
                acts,
                tenures,
                spells,
                silences,
                replacements,
                rosters,
                poison,
                lately);
    }

    /** This with {@code found} as what could not be read. */
    public Snapshot withPoison(List<Poison> found) {
        return new Snapshot(
                last,
                alerts,
                incidents,
                parcels,
                acts,
                tenures,
                spells,
                silences,
                replacements,
                rosters,
                found,
                lately);
    }

    private static boolean isOfInterest(Parcel parcel) {
        return parcel.isOpen()
                || parcel.transit() instanceof Parcel.Transit.Held
                || parcel.transit() instanceof Parcel.Transit.Refused
                || parcel.receipt().isPresent();
    }

    private static <T> List<T> replaced(List<T> before, List<T> changed, Function<T, String> key) {
        Map<String, T> all = new LinkedHashMap<>();
        before.forEach(value -> all.put(key.apply(value), value));
        changed.forEach(value -> all.put(key.apply(value), value));
        return List.copyOf(all.values());
    }
}
