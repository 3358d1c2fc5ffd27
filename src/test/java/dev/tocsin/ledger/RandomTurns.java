package dev.tocsin.ledger;

import dev.tocsin.alert.Alert;
import dev.tocsin.deploy.Tenure;
import dev.tocsin.incident.Entry;
import dev.tocsin.incident.Incident;
import dev.tocsin.mute.Silence;
import dev.tocsin.notify.Parcel;
import dev.tocsin.oncall.Replacement;
import dev.tocsin.remedy.Act;
import dev.tocsin.uptime.Spell;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

/** Random turns that change anew what earlier ones made, and end it. */
public final class RandomTurns {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    private final Random random;
    private final RandomRecords records;
    private final List<Alert> alerts = new ArrayList<>();
    private final List<Incident> incidents = new ArrayList<>();
    private final List<Parcel> parcels = new ArrayList<>();
    private int turns;

    public RandomTurns(long seed) {
        this.random = new Random(seed);
        this.records = new RandomRecords(seed);
    }

    /** The next turn. */
    public Changes next() {
        turns++;
        List<Alert> before = List.copyOf(alerts);
        alerts.removeIf(alert -> random.nextInt(3) == 0);
        alerts.replaceAll(this::changed);
        alerts.addAll(records.listOf(Alert.class));
        incidents.replaceAll(this::changed);
        incidents.addAll(records.listOf(Incident.class));
        parcels.replaceAll(this::changed);
        parcels.addAll(records.listOf(Parcel.class));
        return Changes.none("turn-" + turns, START.plus(Duration.ofMillis(turns * 1500L)))
                .withAlerts(before.stream(), alerts.stream())
                .withIncidents(unique(incidents.stream(), Incident::id))
                .withParcels(unique(parcels.stream(), Parcel::id))
                .withActs(unique(records.listOf(Act.class).stream(), Act::id))
                .withTenures(unique(records.listOf(Tenure.class).stream(), Changes::key))
                .withReplacements(unique(records.listOf(Replacement.class).stream(), Replacement::id))
                .withSpells(unique(records.listOf(Spell.class).stream(), Spell::key))
                .withSilences(unique(records.listOf(Silence.class).stream(), Silence::id))
                .withEntries(records.listOf(Entry.class));
    }

    private Alert changed(Alert alert) {
        Alert other = records.of(Alert.class);
        return random.nextBoolean()
                ? alert
                : new Alert(
                        alert.rule(), alert.labels(), other.annotations(), other.value(), other.state(), other.seen());
    }

    private Incident changed(Incident incident) {
        Incident other = records.of(Incident.class);
        return random.nextBoolean()
                ? incident
                : new Incident(
                        incident.origin(),
                        other.members(),
                        other.flush(),
                        other.told(),
                        other.escalation(),
                        other.tried(),
                        other.pages(),
                        other.closed());
    }

    private Parcel changed(Parcel parcel) {
        Parcel other = records.of(Parcel.class);
        return random.nextBoolean()
                ? parcel
                : new Parcel(parcel.page(), other.attempts(), other.transit(), other.trouble());
    }

    private static <T> List<T> unique(Stream<T> values, Function<T, String> key) {
        Map<String, T> byKey = new LinkedHashMap<>();
        values.forEach(value -> byKey.put(key.apply(value), value));
        return List.copyOf(byKey.values());
    }
}
