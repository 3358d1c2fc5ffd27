package dev.tocsin.notify.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tocsin.http.Reply;
import dev.tocsin.notify.Cause;
import dev.tocsin.notify.Delivery;
import dev.tocsin.notify.Posting;
import dev.tocsin.notify.Veil;

/**
 * What Slack's answers mean. A webhook says {@code ok} in plain text or an error's name with a status; the Web API says
 * {@code {"ok": false, "error": "..."}} with status 200.
 */
final class Judgement {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;

    private final Posting posting;
    private final Veil veil;

    Judgement(Posting posting, Veil veil) {
        this.posting = posting;
        this.veil = veil;
    }

    Delivery ofHook(Reply reply) {
        String said = reply.text().strip();
        if (reply.status() == OK && said.equals("ok")) {
            return new Delivery.Accepted("");
        }
        if (said.startsWith("{")) {
            return ofApi(reply);
        }
        if (reply.ok()) {
            return error(reply, said.isEmpty() ? "an empty answer instead of ok" : said);
        }
        // The status says whether it is worth another try; the word says why not.
        return posting.judge(reply, veil.over(said));
    }

    Delivery ofApi(Reply reply) {
        if (!reply.ok()) {
            return posting.judge(reply, veil.over(reply.text()));
        }
        try {
            JsonNode answer = JSON.readTree(reply.text());
            if (answer.path("ok").asBoolean()) {
                return new Delivery.Accepted(answer.path("ts").asText());
            }
            return error(reply, answer.path("error").asText("an answer without ok"));
        } catch (JsonProcessingException notJson) {
            return new Delivery.Deferred(Cause.BAD_ANSWER, "not Slack's JSON: " + veil.over(reply.text()));
        }
    }

    /** What was answered in JSON, or nothing. */
    static JsonNode json(Reply reply) {
        try {
            return JSON.readTree(reply.text());
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        }
    }

    private Delivery error(Reply reply, String error) {
        String detail = "Slack says " + veil.over(error);
        return switch (error) {
            case "ratelimited", "rate_limited" ->
                new Delivery.Deferred(Cause.RATE_LIMITED, detail, posting.retryAfter(reply));
            case "fatal_error", "internal_error", "service_unavailable", "request_timeout", "team_added_to_org" ->
                new Delivery.Deferred(Cause.SERVER_ERROR, detail);
            case "invalid_auth",
                    "not_authed",
                    "account_inactive",
                    "token_revoked",
                    "token_expired",
                    "missing_scope",
                    "no_permission",
                    "invalid_token",
                    "ekm_access_denied",
                    "access_denied" -> new Delivery.Refused(Cause.UNAUTHORIZED, detail);
            case "channel_not_found", "not_in_channel", "is_archived", "channel_is_archived", "no_team", "no_service" ->
                new Delivery.Refused(Cause.NO_SUCH_ADDRESSEE, detail);
            default ->
                error.matches("[a-z_]+")
                        ? new Delivery.Refused(Cause.INVALID, detail)
                        : new Delivery.Deferred(Cause.BAD_ANSWER, detail);
        };
    }
}
