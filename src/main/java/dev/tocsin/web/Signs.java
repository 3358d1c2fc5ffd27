package dev.tocsin.web;

import dev.tocsin.alert.Alert;
import dev.tocsin.alert.AlertState;
import dev.tocsin.alert.RuleKey;
import dev.tocsin.app.Agent;
import dev.tocsin.engine.State;
import dev.tocsin.incident.Incident;
import dev.tocsin.ledger.Durability;
import dev.tocsin.model.Labels;
import dev.tocsin.mute.Silence;
import dev.tocsin.notify.Parcel;
import dev.tocsin.remedy.Act;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a page would show otherwise if it changed. A value that moves with every evaluation is no change. */
record Signs(
        List<Sign> alerts,
        List<Incident> incidents,
        List<Act> acts,
        List<Parcel> parcels,
        Map<String, Silence> silences,
        Map<RuleKey, String> broken,
        Own own) {
    /** One alert, and where it is in its life. */
    record Sign(RuleKey rule, Labels labels, AlertState state) {}

    /** The agent itself. */
    record Own(boolean turning, Class<? extends Durability> durability, Instant reloaded, Map<String, String> blind) {}

    static Signs of(Agent agent) {
        State state = agent.state();
        return new Signs(
                state.alerts().stream().map(Signs::sign).toList(),
                state.incidents().stream().toList(),
                state.remedies().stream().toList(),
                state.outbox().stream().toList(),
                state.mutes().silences(),
                state.broken(),
                new Own(
                        agent.isTurning(),
                        agent.durability().getClass(),
                        agent.lastReload().at(),
                        agent.blind()));
    }

    private static Sign sign(Alert alert) {
        return new Sign(alert.rule(), alert.labels(), alert.state());
    }
}
