package dev.tocsin.lab.railway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.lab.Reply;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What Railway answers, as JSON. Whatever was selected, everything comes: a client must bear more than it asked for. */
final class Answers {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Answers() {}

    /** An error, as Railway tells it: with status 200. */
    static Reply error(String message) {
        ObjectNode body = JSON.createObjectNode();
        body.putNull("data");
        body.putArray("errors").addObject().put("message", message).putObject("extensions");
        return Reply.json(200, body.toString());
    }

    /** A document that is not valid. */
    static Reply invalid(String message) {
        ObjectNode body = JSON.createObjectNode();
        ObjectNode error = body.putArray("errors").addObject().put("message", message);
        error.putObject("extensions").put("code", "GRAPHQL_VALIDATION_FAILED");
        return Reply.json(400, body.toString());
    }

    /** One field of {@code data}. */
    static Reply data(String field, JsonNode value) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("data").set(field, value);
        return Reply.json(200, body.toString());
    }

    /** The answers to several fields of one document as one; the first that is no answer is that of all. */
    static Reply together(List<Reply> each) {
        if (each.size() == 1) {
            return each.getFirst();
        }
        ObjectNode body = JSON.createObjectNode();
        ObjectNode data = body.putObject("data");
        for (Reply one : each) {
            JsonNode part = parsed(one).path("data");
            if (!part.isObject()) {
                return one;
            }
            data.setAll((ObjectNode) part);
        }
        return Reply.json(200, body.toString());
    }

    private static JsonNode parsed(Reply reply) {
        try {
            return JSON.readTree(reply.body());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What every mutation here answers. */
    static Reply done(String field) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("data").put(field, true);
        return Reply.json(200, body.toString());
    }

    /** How the service runs: what serves, and what was deployed last. */
    static Reply instance(Optional<History.View> active, History.View latest, OptionalInt replicas, Regions regions) {
        ObjectNode body = JSON.createObjectNode();
        ObjectNode instance = body.putObject("data").putObject("serviceInstance");
        replicas.ifPresentOrElse(number -> instance.put("numReplicas", number), () -> instance.putNull("numReplicas"));
        instance.set("latestDeployment", regions.in(node(latest)));
        ArrayNode serving = instance.putArray("activeDeployments");
        active.ifPresent(view -> {
            ObjectNode node = regions.in(node(view));
            ArrayNode instances = node.putArray("instances");
            regions.replicas()
                    .forEach(one -> instances.addObject().put("id", one.id()).put("status", one.status()));
            serving.add(node);
        });
        return Reply.json(200, body.toString());
    }

    /** What was measured, as of {@code now}; of what was not there is no series. */
    static Reply metrics(Map<String, Double> usage, Instant now) {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode series = body.putObject("data").putArray("metrics");
        usage.forEach((measurement, value) -> {
            ObjectNode one = series.addObject().put("measurement", measurement);
            ArrayNode values = one.putArray("values");
            values.addObject().put("ts", now.minusSeconds(60).getEpochSecond()).put("value", value / 2);
            values.addObject().put("ts", now.getEpochSecond()).put("value", value);
        });
        return Reply.json(200, body.toString());
    }

    /** Where the service runs, and its processes. */
    record Regions(List<String> names, List<Fleet.Replica> replicas) {
        private ObjectNode in(ObjectNode deployment) {
            ObjectNode config = ((ObjectNode) deployment.get("meta"))
                    .putObject("serviceManifest")
                    .putObject("deploy")
                    .putObject("multiRegionConfig");
            names.forEach(name -> config.putObject(name).put("numReplicas", 1));
            return deployment;
        }
    }

    static Reply list(List<History.View> views) {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode edges = body.putObject("data").putObject("deployments").putArray("edges");
        views.forEach(view -> edges.addObject().set("node", node(view)));
        return Reply.json(200, body.toString());
    }

    static Reply one(History.View view) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("data").set("deployment", node(view));
        return Reply.json(200, body.toString());
    }

    private static ObjectNode node(History.View view) {
        ObjectNode node = JSON.createObjectNode();
        node.put("id", view.deployed().id());
        node.put("status", view.status());
        node.put("createdAt", view.deployed().created().toString());
        node.put("statusUpdatedAt", view.since().toString());
        node.put("canRollback", view.canRollback());
        node.putObject("meta").put("commitHash", view.deployed().commit());
        return node;
    }
}
