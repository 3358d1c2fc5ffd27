package dev.tocsin.lab.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tocsin.clock.Clock;
import dev.tocsin.config.Secret;
import dev.tocsin.lab.Call;
import dev.tocsin.lab.Fault;
import dev.tocsin.lab.LoopbackServer;
import dev.tocsin.lab.Reply;
import dev.tocsin.lab.Script;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Slack as a real server: incoming webhooks answer {@code ok} in plain text, {@code chat.postMessage} answers JSON with status 200
 * whatever it thinks of the message. Safe for any thread.
 */
public final class FakeSlack implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HOOKS = "/services/";
    private static final String ANSWERS = "/actions/";

    private final Workspace workspace;
    private final String token;
    private final Script<String> errors = new Script<>();
    private final List<String> whispers = new CopyOnWriteArrayList<>();
    private final LoopbackServer server;

    private FakeSlack(Workspace workspace, String token, int port) {
        this.workspace = workspace;
        this.token = token;
        this.server = LoopbackServer.start(port, this::answer);
    }

    /** Starts at {@code port}, or at any free one for 0. {@code token} is the bot's. Times are those of {@code clock}. */
    public static FakeSlack start(Clock clock, String token, int port) {
        return new FakeSlack(new Workspace(clock), token, port);
    }

    /** There is a channel of this name, such as {@code #alerts}, and the bot is in it. */
    public FakeSlack channel(String name) {
        workspace.channel(name);
        return this;
    }

    /** The address of an incoming webhook to {@code channel}; {@code key} is its secret part. */
    public URI webhook(String channel, String key) {
        workspace.webhook(key, channel);
        return URI.create(server.uri() + HOOKS + "T0LAB/B0LAB/" + key);
    }

    /** The base of the Web API: {@code chat.postMessage} stands below it. */
    public URI api() {
        return URI.create(server.uri() + "/api");
    }

    /** How it is to misbehave as a server. */
    public Script<Fault> faults() {
        return server.faults();
    }

    /** Errors to answer in Slack's own way, such as {@code channel_is_archived}. */
    public Script<String> errors() {
        return errors;
    }

    /** The finger of the member {@code user}; {@code signing} is the app's signing secret. */
    public Finger finger(String user, Secret signing) {
        return new Finger(signing, user, URI.create(server.uri() + ANSWERS + user));
    }

    /** What was told to those who pressed a button, and to nobody else, in order: the member, a colon, the text. */
    public List<String> whispers() {
        return List.copyOf(whispers);
    }

    /** Every message posted, in order. */
    public List<Message> messages() {
        return workspace.messages();
    }

    @Override
    public void close() {
        server.close();
    }

    private Reply answer(Call call) {
        if (call.path().startsWith(HOOKS)) {
            return hook(call);
        }
        if (call.path().startsWith(ANSWERS)) {
            message(call)
                    .ifPresent(said -> whispers.add(call.path().substring(ANSWERS.length()) + ": "
                            + said.path("text").asText()));
            return Reply.of(200, "ok");
        }
        return call.path().equals("/api/chat.postMessage") ? post(call) : Reply.of(404, "Not Found");
    }

    private Reply hook(Call call) {
        Optional<String> channel =
                workspace.webhook(call.path().substring(call.path().lastIndexOf('/') + 1));
        if (channel.isEmpty()) {
            return Reply.of(404, "no_service");
        }
        Optional<JsonNode> message = message(call);
        Optional<String> error = errors.take()
                .or(() -> message.isEmpty() ? Optional.of("invalid_payload") : Validation.error(message.get()));
        if (error.isPresent()) {
            return Reply.of(status(error.get()), error.get());
        }
        if (workspace.isOverLimit(channel.get())) {
            return new Reply(429, Map.of("Retry-After", "1"), "rate_limited");
        }
        workspace.post(channel.get(), message.orElseThrow());
        return Reply.of(200, "ok");
    }

    private Reply post(Call call) {
        Optional<JsonNode> message = message(call);
        Optional<String> error = errors.take()
                .or(() -> authentication(call))
                .or(() -> message.isEmpty() ? Optional.of("invalid_json") : error(message.get()));
        if (error.isPresent()) {
            return failed(error.get());
        }
        String channel = message.orElseThrow().path("channel").asText();
        if (workspace.isOverLimit(channel)) {
            return new Reply(429, Map.of("Retry-After", "1"), "{\"ok\":false,\"error\":\"ratelimited\"}");
        }
        Message posted = workspace.post(channel, message.get());
        var body = JsonNodeFactory.instance.objectNode();
        body.put("ok", true).put("channel", posted.channel()).put("ts", posted.ts());
        return Reply.json(200, body.toString());
    }

    private Optional<String> authentication(Call call) {
        Optional<String> given = call.header("authorization");
        if (given.isEmpty()) {
            return Optional.of("not_authed");
        }
        return given.get().equals("Bearer " + token) ? Optional.empty() : Optional.of("invalid_auth");
    }

    private Optional<String> error(JsonNode message) {
        boolean known = workspace.hasChannel(message.path("channel").asText());
        return known ? Validation.error(message) : Optional.of("channel_not_found");
    }

    private static Optional<JsonNode> message(Call call) {
        try {
            return Optional.of(JSON.readTree(call.body()));
        } catch (IOException garbage) {
            return Optional.empty();
        }
    }

    private static Reply failed(String error) {
        return Reply.json(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("ok", false)
                        .put("error", error)
                        .toString());
    }

    private static int status(String error) {
        return switch (error) {
            case "channel_not_found", "no_team", "no_service" -> 404;
            case "channel_is_archived" -> 410;
            case "action_prohibited", "invalid_token" -> 403;
            default -> 400;
        };
    }
}
