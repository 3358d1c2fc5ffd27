package dev.tocsin.lab.slack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.clock.Clock;
import dev.tocsin.config.Secret;
import dev.tocsin.lab.Call;
import dev.tocsin.lab.Fault;
import dev.tocsin.lab.LoopbackServer;
import dev.tocsin.lab.Reply;
import dev.tocsin.lab.Script;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Slack as a real server: incoming webhooks answer {@code ok} in plain text, the Web API (posting, editing, reading) answers JSON with
 * status 200 whatever it thinks of the message. Safe for any thread.
 */
public final class FakeSlack implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HOOKS = "/services/";
    private static final String ANSWERS = "/actions/";
    private static final String API = "/api/";
    private static final Reply LIMITED =
            new Reply(429, Map.of("Retry-After", "1"), "{\"ok\":false,\"error\":\"ratelimited\"}");

    private final Workspace workspace;
    private final String token;
    private final Script<String> errors = new Script<>();
    private final Map<String, Script<String>> errorsOf = new ConcurrentHashMap<>();
    private final List<String> whispers = new CopyOnWriteArrayList<>();
    private final LoopbackServer server;
    private volatile boolean mayRead = true;

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

    /** As {@link #errors}, for one method of the Web API. */
    public Script<String> errors(String method) {
        return errorsOf.computeIfAbsent(method, same -> new Script<>());
    }

    /** The bot has no scope for reading what stands in channels. */
    public FakeSlack withoutReading() {
        mayRead = false;
        return this;
    }

    /** The id of the channel {@code name}, as answers have it. */
    public String id(String name) {
        return workspace.id(name);
    }

    /** Somebody deletes {@code message}. */
    public void delete(Message message) {
        workspace.delete(message.ts());
    }

    /** Messages as each edit left them, in order. */
    public List<Message> edits() {
        return workspace.edits();
    }

    /** The finger of the member {@code user}; {@code signing} is the app's signing secret. */
    public Finger finger(String user, Secret signing) {
        return new Finger(signing, user, URI.create(server.uri() + ANSWERS + user));
    }

    /** What was told to those who pressed a button, and to nobody else, in order: the member, a colon, the text. */
    public List<String> whispers() {
        return List.copyOf(whispers);
    }

    /** Every message that stands, as it is now, in the order in which they were posted. */
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
        return call.path().startsWith(API) ? api(call) : Reply.of(404, "Not Found");
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

    private Reply api(Call call) {
        String method = call.path().substring(API.length());
        Optional<JsonNode> given = call.method().equals("GET") ? Optional.of(arguments(call)) : message(call);
        Optional<String> error = errors.take()
                .or(() -> errors(method).take())
                .or(() -> authentication(call))
                .or(() -> given.isEmpty() ? Optional.of("invalid_json") : Optional.empty());
        if (error.isPresent()) {
            return failed(error.get());
        }
        return switch (method) {
            case "chat.postMessage" -> post(given.orElseThrow());
            case "chat.update" -> update(given.orElseThrow());
            case "conversations.history" -> read(given.orElseThrow(), Optional.empty());
            case "conversations.replies" ->
                read(given.orElseThrow(), Optional.of(given.get().path("ts").asText()));
            default -> failed("unknown_method");
        };
    }

    private Reply post(JsonNode message) {
        Optional<String> channel = workspace.named(message.path("channel").asText());
        if (channel.isEmpty()) {
            return failed("channel_not_found");
        }
        Optional<String> error = Validation.error(message);
        if (error.isPresent()) {
            return failed(error.get());
        }
        return workspace.isOverLimit(channel.get()) ? LIMITED : said(workspace.post(channel.get(), message));
    }

    private Reply update(JsonNode changes) {
        Optional<String> channel = workspace.identified(changes.path("channel").asText());
        if (channel.isEmpty()) {
            return failed("channel_not_found");
        }
        Optional<String> error = Validation.error(changes);
        if (error.isPresent()) {
            return failed(error.get());
        }
        if (workspace.isOverEdits()) {
            return LIMITED;
        }
        return workspace
                .edit(channel.get(), changes.path("ts").asText(), changes)
                .map(this::said)
                .orElseGet(() -> failed("message_not_found"));
    }

    private Reply read(JsonNode arguments, Optional<String> thread) {
        if (!mayRead) {
            return failed("missing_scope");
        }
        Optional<String> channel =
                workspace.identified(arguments.path("channel").asText());
        if (channel.isEmpty()) {
            return failed("channel_not_found");
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("ok", true);
        ArrayNode messages = body.putArray("messages");
        double oldest = arguments.path("oldest").asDouble();
        workspace.since(channel.get(), thread, oldest).forEach(message -> {
            ObjectNode one = messages.addObject().put("ts", message.ts()).put("text", message.text());
            if (arguments.path("include_all_metadata").asBoolean()) {
                one.set("metadata", message.body().path("metadata"));
            }
        });
        return Reply.json(200, body.put("has_more", false).toString());
    }

    private Reply said(Message message) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("ok", true);
        body.put("channel", workspace.id(message.channel())).put("ts", message.ts());
        return Reply.json(200, body.toString());
    }

    private Optional<String> authentication(Call call) {
        Optional<String> given = call.header("authorization");
        if (given.isEmpty()) {
            return Optional.of("not_authed");
        }
        return given.get().equals("Bearer " + token) ? Optional.empty() : Optional.of("invalid_auth");
    }

    private static JsonNode arguments(Call call) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        for (String one : call.query().split("&")) {
            int equals = one.indexOf('=');
            if (equals > 0) {
                arguments.put(one.substring(0, equals), URLDecoder.decode(one.substring(equals + 1), UTF_8));
            }
        }
        return arguments;
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
