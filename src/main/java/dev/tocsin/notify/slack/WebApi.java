package dev.tocsin.notify.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.http.Auth;
import dev.tocsin.http.Payload;
import dev.tocsin.http.Request;
import dev.tocsin.notify.Delivery;
import dev.tocsin.notify.Posting;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** Slack's Web API as one bot: a method each call, an answer each. Safe for any thread. */
final class WebApi {
    private final SlackConfig config;
    private final SlackConfig.Way.Bot bot;
    private final Posting posting;
    private final Judgement judgement;

    WebApi(SlackConfig config, SlackConfig.Way.Bot bot, Posting posting, Judgement judgement) {
        this.config = config;
        this.bot = bot;
        this.posting = posting;
        this.judgement = judgement;
    }

    /** What came of a call: as a delivery, and what Slack said, which is nothing when it did not answer in its JSON. */
    record Answer(Delivery outcome, JsonNode said) {
        boolean isOk() {
            return outcome instanceof Delivery.Accepted;
        }

        /** Slack's word for what is wrong, or nothing. */
        String error() {
            return said.path("error").asText("");
        }
    }

    Answer post(String method, ObjectNode arguments, Instant deadline) {
        Payload body = Payload.of("application/json; charset=utf-8", arguments.toString());
        return call(Request.post(bot.method(method), body), deadline);
    }

    Answer get(String method, Map<String, String> arguments, Instant deadline) {
        String query = arguments.entrySet().stream()
                .map(one -> one.getKey() + '=' + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return call(Request.get(URI.create(bot.method(method) + "?" + query)), deadline);
    }

    private Answer call(Request request, Instant deadline) {
        AtomicReference<JsonNode> said = new AtomicReference<>(MissingNode.getInstance());
        Request signed = config.outbound().apply(request).withAuth(new Auth.Bearer(bot.secret()));
        Delivery outcome = posting.send(signed, deadline, reply -> {
            said.set(Judgement.json(reply));
            return judgement.ofApi(reply);
        });
        return new Answer(outcome, said.get());
    }
}
