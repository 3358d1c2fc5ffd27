package dev.tocsin.provider.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.http.Payload;
import dev.tocsin.http.Reply;
import dev.tocsin.http.Request;
import dev.tocsin.provider.Answer;
import dev.tocsin.provider.Answer.Cause;
import dev.tocsin.provider.Calls;
import dev.tocsin.provider.Lever;
import dev.tocsin.provider.Levers;
import dev.tocsin.provider.Platform;
import dev.tocsin.provider.Pull;
import dev.tocsin.provider.View;
import dev.tocsin.provider.View.Run;
import dev.tocsin.provider.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One address of the team's own. Knows an act again by its name. */
final class Webhook implements Levers {
    private static final int ACCEPTED = 202;
    private static final int NO_CONTENT = 204;

    private final WebhookConfig config;
    private final Platform.Means means;
    private final Calls calls;

    Webhook(WebhookConfig config, Platform.Means means) {
        this.config = config;
        this.means = means;
        this.calls = new Calls(
                means, new Words(config.secret()), body -> body.path("error").asText(""));
    }

    @Override
    public Answer<View> look(Lever lever, Instant deadline) {
        if (lever != Lever.WEBHOOK) {
            return Levers.none(lever);
        }
        return config.status()
                .map(where -> calls.json(signed(Request.get(where), ""), deadline, Webhook::runs))
                .orElseGet(() -> new Answer.Ok<>(new View.Dark()));
    }

    @Override
    public Answer<Accepted> pull(Pull pull, Instant deadline) {
        if (!(pull instanceof Pull.Webhook(String act))) {
            return Levers.none(pull.lever());
        }
        String body = body(act).toString();
        Request request = signed(Request.post(config.url(), Payload.json(body)), body);
        return calls.send(request, deadline, reply -> accepted(reply, act));
    }

    /** Nothing is held that is not the client's. */
    @Override
    public void close() {}

    private static ObjectNode body(String act) {
        int slash = Math.max(act.indexOf('/'), 0);
        return JsonNodeFactory.instance
                .objectNode()
                .put("act", act)
                .put("incident", act.substring(0, slash))
                .put("remedy", act.substring(Math.min(slash + 1, act.length())));
    }

    private Request signed(Request request, String body) {
        Instant now = means.clock().now();
        return request.withHeader(Signature.TIME, Long.toString(now.getEpochSecond()))
                .withHeader(Signature.HEADER, Signature.of(config.secret(), now, body));
    }

    /** A 200 alone may be any page that stands in the way: it counts with the word only. */
    private static Answer<Accepted> accepted(Reply reply, String act) {
        boolean said = Calls.parse(reply.text())
                .filter(body -> body.path("accepted").asBoolean(false))
                .isPresent();
        return said || reply.status() == ACCEPTED || reply.status() == NO_CONTENT
                ? new Answer.Ok<>(new Accepted(Optional.of(act)))
                : new Answer.Unknown<>(Cause.GARBLED, "HTTP " + reply.status() + " without \"accepted\": true");
    }

    private static Optional<View> runs(JsonNode body) {
        JsonNode items = body.path("acts");
        if (!items.isArray()) {
            return Optional.empty();
        }
        List<Run> runs = new ArrayList<>();
        for (JsonNode item : items) {
            String act = item.path("act").asText("");
            if (act.isEmpty()) {
                return Optional.empty();
            }
            runs.add(new Run(act, act, state(item.path("state").asText(""))));
        }
        return Optional.of(new View.Runs(runs));
    }

    private static Run.State state(String word) {
        return switch (word) {
            case "succeeded" -> Run.State.SUCCEEDED;
            case "failed" -> Run.State.FAILED;
            default -> Run.State.UNDER_WAY;
        };
    }
}
