package dev.tocsin.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.incident.Entry;
import dev.tocsin.incident.Escalation;
import dev.tocsin.incident.Incident;
import dev.tocsin.incident.Member;
import java.util.List;

/** Incidents as our own API shows them. Times are RFC 3339. */
final class IncidentJson {
    private IncidentJson() {}

    static ObjectNode of(Incident incident) {
        ObjectNode node = Json.object();
        node.put("id", incident.id());
        node.put("severity", incident.severity().word());
        node.set("group", Json.of(incident.origin().group().labels()));
        node.put("receiver", incident.origin().receiver());
        node.put("opened", incident.origin().opened().toString());
        incident.closed().ifPresent(closed -> node.put("closed", closed.toString()));
        node.put("escalation", words(incident.escalation()));
        incident.escalation().acknowledgedBy().ifPresent(by -> node.put("acknowledged_by", by));
        ArrayNode alerts = node.putArray("alerts");
        incident.members().values().forEach(member -> alerts.add(of(member)));
        ArrayNode told = node.putArray("told");
        incident.told().keySet().forEach(told::add);
        ArrayNode tried = node.putArray("tried");
        incident.tried()
                .values()
                .forEach(one -> tried.addObject()
                        .put("act", one.act())
                        .put("remedy", one.remedy())
                        .put("state", one.kind().name())
                        .put("text", one.text())
                        .put("at", one.at().toString()));
        return node;
    }

    static ArrayNode timeline(List<Entry> entries) {
        ArrayNode lines = Json.array();
        entries.forEach(entry -> lines.addObject()
                .put("at", entry.at().toString())
                .put("kind", entry.kind().name())
                .put("text", entry.text()));
        return lines;
    }

    private static ObjectNode of(Member member) {
        ObjectNode node = Json.object();
        node.set("labels", Json.of(member.labels()));
        node.set("annotations", Json.of(member.annotations()));
        node.put("value", Double.toString(member.value()));
        node.put("since", member.since().toString());
        member.ended().ifPresent(ended -> node.put("ended", ended.toString()));
        return node;
    }

    private static String words(Escalation escalation) {
        return switch (escalation) {
            case Escalation.Idle idle -> "nobody is to be woken";
            case Escalation.Climbing climbing -> "step " + (climbing.next() + 1) + " is due at " + climbing.due();
            case Escalation.Exhausted exhausted -> "every step was told, the last at " + exhausted.since();
            case Escalation.Acknowledged acknowledged ->
                "acknowledged by " + acknowledged.by() + " at " + acknowledged.at();
        };
    }
}
