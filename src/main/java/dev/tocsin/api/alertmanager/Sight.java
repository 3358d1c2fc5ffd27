package dev.tocsin.api.alertmanager;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.re2j.Pattern;
import dev.tocsin.alert.Alert;
import dev.tocsin.alert.AlertState;
import dev.tocsin.app.Agent;
import dev.tocsin.engine.State;
import dev.tocsin.model.Labels;
import dev.tocsin.mute.Mutes;
import dev.tocsin.mute.Muting;
import dev.tocsin.route.Group;
import dev.tocsin.route.Route;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The alerts that fire at one instant, as Alertmanager shows them: where each goes, and what mutes it. For one thread. */
final class Sight {
    /** How Alertmanager sorts groups: few labels before many. */
    private static final Comparator<Group> ORDER = Comparator.<Group>comparingInt(
                    group -> group.key().labels().size())
            .thenComparing(group -> group.key().labels())
            .thenComparing(group -> group.route().target().receiver());

    private final State state;
    private final Mutes.At mutes;
    private final Instant now;
    private final Duration timeout;

    private Sight(State state, Mutes.At mutes, Instant now, Duration timeout) {
        this.state = state;
        this.mutes = mutes;
        this.now = now;
        this.timeout = timeout;
    }

    static Sight of(Agent agent) {
        State state = agent.state();
        Instant now = agent.clock().now();
        Duration timeout = agent.configuration().settings().general().resolveTimeout();
        Mutes.At mutes =
                state.mutes().at(state.told().firingLabels(), now, agent.clock().wall());
        return new Sight(state, mutes, now, timeout);
    }

    /** All that {@code query} asks for, in order of their fingerprints. */
    void alerts(Query query, JsonGenerator out) throws IOException {
        SortedMap<String, Alert> byFingerprint = new TreeMap<>();
        state.told()
                .firing()
                .filter(alert -> Query.pass(query.matchers(), alert.labels().toMap()))
                .forEach(alert -> byFingerprint.merge(alert.labels().fingerprint(), alert, Alert::elder));
        out.writeStartArray();
        for (Map.Entry<String, Alert> one : byFingerprint.entrySet()) {
            Alert alert = one.getValue();
            List<String> receivers = receivers(alert);
            if (receivers.stream().anyMatch(name -> isWanted(query.receiver(), name))) {
                write(query, alert, receivers, out);
            }
        }
        out.writeEndArray();
    }

    /** The groups of what {@code query} asks for. */
    void groups(Query query, JsonGenerator out) throws IOException {
        List<Group> groups = state.plan().routes().group(state.told()).values().stream()
                .filter(group ->
                        isWanted(query.receiver(), group.route().target().receiver()))
                .sorted(ORDER)
                .toList();
        out.writeStartArray();
        for (Group group : groups) {
            List<Alert> shown = group.alerts().stream()
                    .filter(alert -> Query.pass(query.matchers(), alert.labels().toMap()))
                    .filter(alert -> isShown(query, mutes.all(alert.labels())))
                    .toList();
            if (!shown.isEmpty()) {
                write(query, group.route(), group.key().labels(), shown, out);
            }
        }
        out.writeEndArray();
    }

    private void write(Query query, Route route, Labels labels, List<Alert> alerts, JsonGenerator out)
            throws IOException {
        String receiver = route.target().receiver();
        out.writeStartObject();
        out.writeArrayFieldStart("alerts");
        for (Alert alert : alerts) {
            List<String> told = receivers(alert).stream()
                    .filter(name -> isWanted(query.receiver(), name))
                    .toList();
            write(query, alert, told, out);
        }
        out.writeEndArray();
        texts(out, "labels", labels.toMap());
        out.writeObjectFieldStart("receiver");
        out.writeStringField("name", receiver);
        out.writeEndObject();
        out.writeEndObject();
    }

    private List<String> receivers(Alert alert) {
        return state.plan().routes().match(alert.labels()).stream()
                .map(route -> route.target().receiver())
                .toList();
    }

    private void write(Query query, Alert alert, List<String> receivers, JsonGenerator out) throws IOException {
        List<Muting> muted = mutes.all(alert.labels());
        if (!isShown(query, muted)) {
            return;
        }
        out.writeStartObject();
        texts(out, "annotations", alert.annotations());
        out.writeStringField("endsAt", Times.words(end(alert)));
        out.writeStringField("fingerprint", alert.labels().fingerprint());
        out.writeArrayFieldStart("receivers");
        for (String receiver : receivers) {
            out.writeStartObject();
            out.writeStringField("name", receiver);
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeStringField("startsAt", Times.words(alert.since()));
        status(out, muted);
        out.writeStringField("updatedAt", Times.words(alert.seen()));
        if (!alert.source().isEmpty()) {
            out.writeStringField("generatorURL", alert.source());
        }
        texts(out, "labels", alert.labels().toMap());
        out.writeEndObject();
    }

    private static void status(JsonGenerator out, List<Muting> muted) throws IOException {
        out.writeObjectFieldStart("status");
        ids(out, "inhibitedBy", muted, Muting.Kind.INHIBITED);
        ids(out, "silencedBy", muted, Muting.Kind.SILENCED);
        out.writeStringField("state", muted.isEmpty() ? "active" : "suppressed");
        out.writeEndObject();
    }

    private static void ids(JsonGenerator out, String key, List<Muting> muted, Muting.Kind kind) throws IOException {
        out.writeArrayFieldStart(key);
        for (Muting muting : muted) {
            if (muting.kind() == kind) {
                out.writeString(muting.by());
            }
        }
        out.writeEndArray();
    }

    /** Until when it fires if nobody says so again; our own rules do so all the time. */
    private Instant end(Alert alert) {
        return alert.state() instanceof AlertState.Pushed pushed ? pushed.until() : now.plus(timeout);
    }

    private static boolean isShown(Query query, List<Muting> muted) {
        boolean silenced = muted.stream().anyMatch(one -> one.kind() == Muting.Kind.SILENCED);
        boolean inhibited = muted.stream().anyMatch(one -> one.kind() == Muting.Kind.INHIBITED);
        return (query.active() || silenced || inhibited)
                && (query.silenced() || !silenced)
                && (query.inhibited() || !inhibited);
    }

    private static boolean isWanted(Optional<Pattern> wanted, String receiver) {
        return wanted.isEmpty() || wanted.get().matches(receiver);
    }

    private static void texts(JsonGenerator out, String key, Map<String, String> texts) throws IOException {
        out.writeObjectFieldStart(key);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            out.writeStringField(text.getKey(), text.getValue());
        }
        out.writeEndObject();
    }
}
