package dev.tocsin.lab.pagerduty;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What makes an event invalid, in the platform's words as far as they are known. */
final class Validation {
    static final int MAX_BODY = 512 * 1024;
    private static final int MAX_SUMMARY = 1024;
    private static final int MAX_KEY = 255;
    private static final Set<String> ACTIONS = Set.of("trigger", "acknowledge", "resolve");
    private static final Set<String> SEVERITIES = Set.of("critical", "error", "warning", "info");

    private final List<String> errors = new ArrayList<>();

    private Validation() {}

    static List<String> ofEvent(JsonNode event) {
        Validation validation = new Validation();
        String action = event.path("event_action").asText();
        validation.must(ACTIONS.contains(action), "'event_action' is missing or invalid");
        validation.must(event.path("dedup_key").asText().length() <= MAX_KEY, "'dedup_key' is too long");
        if (action.equals("trigger")) {
            JsonNode payload = event.path("payload");
            validation.common(payload);
            validation.must(
                    SEVERITIES.contains(payload.path("severity").asText()),
                    "'payload.severity' is invalid (must be one of the following: 'critical', 'warning', 'error' or 'info')");
        } else {
            validation.must(!event.path("dedup_key").asText().isEmpty(), "'dedup_key' is missing or blank");
        }
        return validation.errors;
    }

    static List<String> ofChange(JsonNode event) {
        Validation validation = new Validation();
        validation.must(!event.path("routing_key").asText().startsWith("R"), "'routing_key' is of a ruleset");
        JsonNode payload = event.path("payload");
        validation.must(!payload.path("summary").asText().isEmpty(), "'payload.summary' is missing or blank");
        validation.must(payload.path("summary").asText().length() <= MAX_SUMMARY, "'payload.summary' is too long");
        return validation.errors;
    }

    private void common(JsonNode payload) {
        must(!payload.path("summary").asText().isEmpty(), "'payload.summary' is missing or blank");
        must(payload.path("summary").asText().length() <= MAX_SUMMARY, "'payload.summary' is too long");
        must(!payload.path("source").asText().isEmpty(), "'payload.source' is missing or blank");
    }

    private void must(boolean holds, String error) {
        if (!holds) {
            errors.add(error);
        }
    }
}
