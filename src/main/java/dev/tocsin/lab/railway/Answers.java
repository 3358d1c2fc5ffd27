package dev.tocsin.lab.railway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.lab.Reply;
import java.util.List;

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

    static Reply rolledBack() {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("data").put("deploymentRollback", true);
        return Reply.json(200, body.toString());
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
