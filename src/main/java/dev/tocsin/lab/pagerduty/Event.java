package dev.tocsin.lab.pagerduty;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** One event that got here, and what became of it. */
public record Event(Instant at, String routingKey, String action, String dedupKey, JsonNode body, Fate fate) {
    /** What the platform did with an event. The sender sees only whether it was accepted. */
    public enum Fate {
        /** Opened an alert; the person was notified. */
        OPENED,
        /** Joined the open alert of that key; nobody was notified. */
        MERGED,
        ACKNOWLEDGED,
        RESOLVED,
        /** Accepted and dropped: no open alert under that key. */
        DROPPED,
        /** Noted as a change; nobody is ever notified of one. */
        CHANGE,
        /** Not a valid event. */
        REFUSED,
        /** Too many. */
        LIMITED
    }

    /** {@code payload.summary}; empty when there is none. */
    public String summary() {
        return body.path("payload").path("summary").asText();
    }
}
