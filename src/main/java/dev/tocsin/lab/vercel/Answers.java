package dev.tocsin.lab.vercel;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.lab.Deployed;
import dev.tocsin.lab.Reply;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What Vercel answers, as JSON. */
final class Answers {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Answers() {}

    static Reply error(int status, String code, String message) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("error").put("code", code).put("message", message);
        return Reply.json(status, body.toString());
    }

    /** A page of {@code deployments}; {@code next} is what to ask for the one after. */
    static Reply list(List<Built> deployments, Optional<Instant> next) {
        ObjectNode body = JSON.createObjectNode();
        ObjectNode pagination = body.putObject("pagination").put("count", deployments.size());
        next.ifPresentOrElse(at -> pagination.put("next", at.toEpochMilli()), () -> pagination.putNull("next"));
        pagination.putNull("prev");
        ArrayNode items = body.putArray("deployments");
        deployments.forEach(one -> items.add(item(one).put("uid", one.deployed().id())));
        return Reply.json(200, body.toString());
    }

    static Reply one(Built one) {
        ObjectNode body = item(one).put("id", one.deployed().id());
        body.put("aliasAssigned", one.live().isPresent());
        return Reply.json(200, body.toString());
    }

    static Reply project(String id, boolean assigns, Optional<Move> last, Instant now) {
        ObjectNode body =
                JSON.createObjectNode().put("id", id).put("name", "web").put("autoAssignCustomDomains", assigns);
        body.putNull("lastRollbackTarget");
        last.ifPresentOrElse(
                move -> body.putObject("lastAliasRequest")
                        .put("fromDeploymentId", move.from())
                        .put("toDeploymentId", move.to())
                        .putNull("fromRollingReleaseId")
                        .put("jobStatus", move.status(now))
                        .put("requestedAt", move.asked().toEpochMilli())
                        .put("type", move.rollback() ? "rollback" : "promote"),
                () -> body.putNull("lastAliasRequest"));
        return Reply.json(200, body.toString());
    }

    /** A deployment as it is now: {@code live} is when it first served, if it did. */
    record Built(Deployed deployed, String state, String substate, Optional<Instant> live, boolean candidate) {}

    private static ObjectNode item(Built one) {
        Deployed deployed = one.deployed();
        ObjectNode item = JSON.createObjectNode()
                .put("name", "web")
                .put("url", deployed.id().replace('_', '-') + "-team.vercel.app")
                .put("created", deployed.created().toEpochMilli())
                .put("createdAt", deployed.created().toEpochMilli())
                .put("state", one.state())
                .put("readyState", one.state())
                .put("target", "production")
                .put("isRollbackCandidate", one.candidate());
        if (one.state().equals("READY")) {
            item.put("ready", deployed.settled().toEpochMilli()).put("readySubstate", one.substate());
        }
        one.live()
                .ifPresentOrElse(
                        at -> item.put("aliasAssigned", at.toEpochMilli()), () -> item.putNull("aliasAssigned"));
        item.putObject("meta").put("githubCommitSha", deployed.commit()).put("githubCommitRef", "main");
        return item;
    }
}
