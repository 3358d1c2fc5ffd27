package dev.tocsin.provider.railway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.provider.Deployment;
import dev.tocsin.provider.Deployment.Status;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads Railway's deployments. {@code meta} has no schema, so that nothing is expected of it. */
final class Deployments {
    private Deployments() {}

    /** The deployments of {@code data}, newest first; nothing when one of them cannot be read: half a list misleads. */
    static Optional<List<Deployment>> read(JsonNode data) {
        JsonNode edges = data.path("deployments").path("edges");
        if (!edges.isArray()) {
            return Optional.empty();
        }
        List<Deployment> deployments = new ArrayList<>();
        for (JsonNode edge : edges) {
            Optional<Deployment> deployment = deployment(edge.path("node"));
            if (deployment.isEmpty()) {
                return Optional.empty();
            }
            deployments.add(deployment.get());
        }
        deployments.sort(Comparator.comparing(Deployment::createdAt).reversed());
        return Optional.of(List.copyOf(deployments));
    }

    /** One deployment; nothing when it cannot be read. */
    static Optional<Deployment> deployment(JsonNode node) {
        String id = node.path("id").asText("");
        if (id.isEmpty()) {
            return Optional.empty();
        }
        return instant(node.path("createdAt"))
                .map(created -> new Deployment(
                        id,
                        created,
                        status(node.path("status").asText("")),
                        instant(node.path("statusUpdatedAt")).orElse(created),
                        node.path("canRollback").asBoolean(false),
                        commit(node.path("meta"))));
    }

    private static Optional<String> commit(JsonNode meta) {
        String hash = meta.path("commitHash").asText("");
        return hash.isBlank() ? Optional.empty() : Optional.of(hash);
    }

    private static Optional<Instant> instant(JsonNode text) {
        try {
            return Optional.of(OffsetDateTime.parse(text.asText("")).toInstant());
        } catch (DateTimeParseException garbled) {
            return Optional.empty();
        }
    }

    /** A superseded deployment that served well is REMOVED. What we do not know may be on its way. */
    private static Status status(String name) {
        return switch (name) {
            case "SUCCESS", "SLEEPING" -> Status.ACTIVE;
            case "REMOVED", "REMOVING" -> Status.REPLACED;
            case "FAILED" -> Status.FAILED;
            case "CRASHED" -> Status.CRASHED;
            case "SKIPPED", "NEEDS_APPROVAL" -> Status.IDLE;
            default -> Status.UNDER_WAY;
        };
    }
}
