package dev.tocsin.web;

import dev.tocsin.incident.Escalation;
import dev.tocsin.incident.Incident;
import dev.tocsin.incident.Tried;
import dev.tocsin.model.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** An incident in one line. {@code lasted} is empty while it is open. */
public record IncidentLine(
        String id, String title, Tone tone, String severity, String state, String act, Stamp opened, String lasted) {
    static IncidentLine of(Incident incident, Glance glance) {
        return new IncidentLine(
                incident.id(),
                title(incident),
                incident.closed().isPresent() ? Tone.NEUTRAL : Tone.of(incident.severity()),
                incident.severity().word(),
                state(incident, glance),
                incident.tried().values().stream()
                        .max(Comparator.comparing(Tried::at))
                        .map(last -> last.remedy() + ": " + last.text())
                        .orElse(""),
                glance.stamp(incident.origin().opened()),
                incident.closed()
                        .map(closed ->
                                Stamp.span(Duration.between(incident.origin().opened(), closed)))
                        .orElse(""));
    }

    /** Its page. */
    public String href() {
        return "/incidents/" + id;
    }

    /** What its group has in common, the alert's name first. */
    static String title(Incident incident) {
        Labels labels = incident.origin().group().labels();
        List<String> words = new ArrayList<>();
        if (labels.has("alertname")) {
            words.add(labels.get("alertname"));
        }
        labels.without("alertname").forEach((name, value) -> words.add(value));
        if (words.isEmpty()) {
            incident.members().values().stream()
                    .map(member -> member.name())
                    .distinct()
                    .sorted()
                    .limit(3)
                    .forEach(words::add);
        }
        return words.isEmpty() ? "Everything" : String.join(" · ", words);
    }

    /** Who has it, or who is next. */
    static String state(Incident incident, Glance glance) {
        if (incident.closed().isPresent()) {
            return "Over";
        }
        if (incident.firing().findAny().isEmpty()) {
            return incident.isBeingActedOn() ? "Nothing fires any more; an act is under way" : "Nothing fires any more";
        }
        return switch (incident.escalation()) {
            case Escalation.Acknowledged(String by, Instant at, var until, var worst, var before) ->
                by + " has it since " + glance.stamp(at).text() + " UTC"
                        + until.map(end -> ", until " + glance.stamp(end).text() + " UTC")
                                .orElse("");
            case Escalation.Climbing climbing when climbing.next() == 0 -> "Nobody has it; people are being told";
            case Escalation.Climbing climbing ->
                "Nobody has it; the next person is told at "
                        + glance.stamp(climbing.due()).text() + " UTC";
            case Escalation.Exhausted exhausted ->
                "Nobody has it, and everybody was told by "
                        + glance.stamp(exhausted.since()).text() + " UTC";
            case Escalation.Idle idle ->
                incident.told().isEmpty() ? "Nobody was told yet" : "Told; nobody is to be woken for it";
        };
    }
}
