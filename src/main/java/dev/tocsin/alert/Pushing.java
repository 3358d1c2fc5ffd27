package dev.tocsin.alert;

import dev.tocsin.alert.Transition.Kind;
import dev.tocsin.model.Labels;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The life of alerts that others push, by Alertmanager's rules of which end holds when two are named. */
final class Pushing {
    private Pushing() {}

    static Map<Labels, Alert> advance(
            Map<Labels, Alert> before, List<Push> pushes, Instant now, List<Transition> happened) {
        Map<Labels, Alert> after = new LinkedHashMap<>(before);
        pushes.forEach(push -> hear(after, push, happened));
        expire(after, now, happened);
        return Alerts.ordered(before, after);
    }

    static Optional<Instant> nextEnd(Map<Labels, Alert> pushed) {
        return pushed.values().stream().map(alert -> state(alert).until()).min(Instant::compareTo);
    }

    private static void hear(Map<Labels, Alert> alerts, Push push, List<Transition> happened) {
        Optional<Alert> known = Optional.ofNullable(alerts.get(push.labels()));
        if (push.isOver()) {
            known.ifPresent(alert -> {
                alerts.remove(push.labels());
                happened.add(new Transition(alert, Kind.ENDED, push.until()));
            });
            return;
        }
        AlertState.Pushed state = known.map(alert -> again(state(alert), push)).orElseGet(() -> first(push));
        Push.Note note = push.note();
        Alert alert = new Alert(
                RuleKey.PUSHED, push.labels(), note.annotations(), Double.NaN, state, push.at(), note.source());
        alerts.put(push.labels(), alert);
        if (known.isEmpty()) {
            happened.add(new Transition(alert, Kind.FIRING, push.at()));
        }
    }

    private static AlertState.Pushed first(Push push) {
        return new AlertState.Pushed(push.starts(), push.at(), push.until(), push.stated());
    }

    /** The earlier beginning holds. The later end does, but an end that was not named never moves one that was. */
    private static AlertState.Pushed again(AlertState.Pushed known, Push push) {
        boolean keeps = known.stated() && known.until().isAfter(push.until());
        Instant since = push.starts().isBefore(known.since()) ? push.starts() : known.since();
        return new AlertState.Pushed(
                since, known.heard(), keeps ? known.until() : push.until(), keeps || push.stated());
    }

    private static void expire(Map<Labels, Alert> alerts, Instant now, List<Transition> happened) {
        for (Iterator<Alert> each = alerts.values().iterator(); each.hasNext(); ) {
            Alert alert = each.next();
            AlertState.Pushed state = state(alert);
            if (!now.isBefore(state.until())) {
                each.remove();
                happened.add(new Transition(alert, state.stated() ? Kind.ENDED : Kind.SILENT, state.until()));
            }
        }
    }

    private static AlertState.Pushed state(Alert alert) {
        return (AlertState.Pushed) alert.state();
    }
}
