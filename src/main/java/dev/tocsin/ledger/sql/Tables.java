package dev.tocsin.ledger.sql;

import dev.tocsin.alert.Alert;
import dev.tocsin.deploy.Tenure;
import dev.tocsin.incident.Incident;
import dev.tocsin.ledger.AlertKey;
import dev.tocsin.ledger.Changes;
import dev.tocsin.ledger.Logged;
import dev.tocsin.ledger.codec.Codecs;
import dev.tocsin.mute.Silence;
import dev.tocsin.notify.Parcel;
import dev.tocsin.notify.Parcel.Transit;
import dev.tocsin.oncall.Replacement;
import dev.tocsin.oncall.Roster;
import dev.tocsin.remedy.Act;
import dev.tocsin.remedy.Stage;
import dev.tocsin.uptime.Spell;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables of documents, as {@code db/migration} makes them. */
final class Tables {
    static final Table<Alert> ALERT =
            new Table<>("alert", Codecs.ALERT, alert -> AlertKey.of(alert).toString(), List.of());

    static final Table<Incident> INCIDENT = new Table<>(
            "incident",
            Codecs.INCIDENT,
            Incident::id,
            List.of(
                    new Column<>(
                            "opened_ms",
                            incident -> Keys.millis(incident.origin().opened())),
                    new Column<>("closed_ms", incident -> millis(incident.closed()))));

    static final Table<Parcel> DELIVERY = new Table<>(
            "delivery",
            Codecs.PARCEL,
            Parcel::id,
            List.of(
                    new Column<>(
                            "incident", parcel -> Keys.storable(parcel.page().incidentId())),
                    new Column<>(
                            "endpoint",
                            parcel -> Keys.storable(parcel.page().endpoint().id())),
                    new Column<>("state", parcel -> state(parcel.transit())),
                    new Column<>("attempts", parcel -> (long) parcel.attempts()),
                    new Column<>("due_ms", parcel -> millis(due(parcel.transit()))),
                    new Column<>(
                            "cause",
                            parcel -> parcel.trouble()
                                    .map(trouble -> trouble.cause().word())
                                    .orElse(null)),
                    new Column<>("paged_ms", parcel -> Keys.millis(parcel.page().at()))));

    static final Table<Act> ACT = new Table<>(
            "act",
            Codecs.ACT,
            Act::id,
            List.of(
                    new Column<>("incident", act -> Keys.storable(act.wish().incident())),
                    new Column<>("service", act -> Keys.storable(act.service())),
                    new Column<>("state", act -> state(act.stage())),
                    new Column<>(
                            "over_ms", act -> act.stage() instanceof Stage.Over over ? Keys.millis(over.at()) : null)));

    static final Table<Tenure> DEPLOYMENT = new Table<>(
            "deployment",
            Codecs.TENURE,
            Changes::key,
            List.of(
                    new Column<>("service", tenure -> Keys.storable(tenure.service())),
                    new Column<>("until_ms", tenure -> millis(tenure.until()))));

    static final Table<Spell> SPELL = new Table<>(
            "spell", Codecs.SPELL, Spell::key, List.of(new Column<>("until_ms", spell -> millis(spell.until()))));

    static final Table<Silence> SILENCE = new Table<>(
            "silence", Codecs.SILENCE, Silence::id, List.of(new Column<>("ends_ms", one -> Keys.millis(one.ends()))));

    static final Table<Replacement> REPLACEMENT = new Table<>(
            "replacement",
            Codecs.REPLACEMENT,
            Replacement::id,
            List.of(new Column<>("ends_ms", one -> Keys.millis(one.end()))));

    static final Table<Roster> ROSTER = new Table<>("roster", Codecs.ROSTER, Roster::schedule, List.of());

    static final Table<Logged> ENTRY = new Table<>(
            "entry",
            Codecs.LOGGED,
            Logged::id,
            List.of(
                    new Column<>(
                            "incident", logged -> Keys.storable(logged.entry().incident())),
                    new Column<>("at_ms", logged -> Keys.millis(logged.entry().at())),
                    new Column<>("kind", logged -> logged.entry().kind().name())));

    private Tables() {}

    private static String state(Transit transit) {
        return switch (transit) {
            case Transit.Waiting waiting -> "waiting";
            case Transit.Held digest -> "held";
            case Transit.InFlight flight -> "in_flight";
            case Transit.Delivered(var at, var receipt) -> receipt.isEmpty() ? "delivered" : "receipted";
            case Transit.Refused refused -> "refused";
            case Transit.Superseded superseded -> "superseded";
        };
    }

    private static String state(Stage stage) {
        return switch (stage) {
            case Stage.Weighing weighing -> "weighing";
            case Stage.Queued queued -> "queued";
            case Stage.AwaitingApproval awaiting -> "awaiting_approval";
            case Stage.Requesting requesting -> "requesting";
            case Stage.InDoubt doubt -> "in_doubt";
            case Stage.Following following -> "following";
            case Stage.Verifying verifying -> "verifying";
            case Stage.Over over -> over.outcome().name().toLowerCase(Locale.ROOT);
        };
    }

    private static Optional<Instant> due(Transit transit) {
        return switch (transit) {
            case Transit.Waiting(var due) -> Optional.of(due);
            case Transit.Held(var due) -> Optional.of(due);
            case Transit.InFlight(var deadline) -> Optional.of(deadline);
            case Transit.Delivered delivered -> Optional.empty();
            case Transit.Refused refused -> Optional.empty();
            case Transit.Superseded superseded -> Optional.empty();
        };
    }

    private static @Nullable Object millis(Optional<Instant> at) {
        return at.map(Keys::millis).orElse(null);
    }
}
