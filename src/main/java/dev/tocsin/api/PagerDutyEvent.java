package dev.tocsin.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * One event of PagerDuty's webhooks v3: what happened to one of its incidents, when, and which of ours that is. {@code who} is the
 * person; nobody when PagerDuty did it itself, or we did through its API.
 */
record PagerDutyEvent(String id, Kind kind, Instant at, Subject subject, Optional<String> who) {
    /** Of which incident: PagerDuty's id of it, and our dedup key; the key is empty where several alerts were merged into one. */
    record Subject(String incident, String key) {}

    /** What happened. */
    enum Kind {
        ACKNOWLEDGED,
        UNACKNOWLEDGED,
        RESOLVED,
        /** Something else, such as a ping. */
        OTHER
    }

    /** The event in {@code body}; nothing when it is none. */
    static Optional<PagerDutyEvent> parse(byte[] body) {
        return Json.read(new String(body, StandardCharsets.UTF_8))
                .map(root -> root.path("event"))
                .flatMap(PagerDutyEvent::of);
    }

    private static Optional<PagerDutyEvent> of(JsonNode event) {
        String id = event.path("id").asText();
        if (!id.matches("[\\w-]{1,100}")) {
            return Optional.empty();
        }
        try {
            Instant at =
                    OffsetDateTime.parse(event.path("occurred_at").asText()).toInstant();
            String incident = event.path("data").path("id").asText("");
            String key = event.path("data").path("incident_key").asText("");
            Subject subject = new Subject(incident.matches("[A-Z0-9]{1,40}") ? incident : "", key);
            return Optional.of(
                    new PagerDutyEvent(id, kind(event.path("event_type").asText()), at, subject, who(event)));
        } catch (DateTimeException garbage) {
            return Optional.empty();
        }
    }

    private static Kind kind(String type) {
        return switch (type) {
            case "incident.acknowledged" -> Kind.ACKNOWLEDGED;
            case "incident.unacknowledged" -> Kind.UNACKNOWLEDGED;
            case "incident.resolved" -> Kind.RESOLVED;
            default -> Kind.OTHER;
        };
    }

    private static Optional<String> who(JsonNode event) {
        JsonNode agent = event.path("agent");
        boolean person = agent.path("type").asText().startsWith("user");
        return person
                ? Optional.of(agent.path("summary").asText(agent.path("id").asText()))
                : Optional.empty();
    }
}
