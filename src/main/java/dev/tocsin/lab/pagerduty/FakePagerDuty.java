package dev.tocsin.lab.pagerduty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.access.Digest;
import dev.tocsin.clock.Clock;
import dev.tocsin.config.Secret;
import dev.tocsin.lab.Call;
import dev.tocsin.lab.Fault;
import dev.tocsin.lab.LoopbackServer;
import dev.tocsin.lab.Reply;
import dev.tocsin.lab.Script;
import dev.tocsin.lab.SignedMessage;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * PagerDuty's Events API v2 as a real server. Each routing key belongs to one person; an alert that opens under it notifies that
 * person, one that merges into an open alert notifies nobody. Safe for any thread.
 */
public final class FakePagerDuty implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, List<String>> incidents = new ConcurrentHashMap<>();
    private volatile String token = "";
    private final Account account;
    private final LoopbackServer server;

    private FakePagerDuty(Account account, int port) {
        this.account = account;
        this.server = LoopbackServer.start(port, this::answer);
    }

    /** Starts at {@code port}, or at any free one for 0. Times are those of {@code clock}. */
    public static FakePagerDuty start(Clock clock, int port) {
        return new FakePagerDuty(new Account(clock), port);
    }

    /** {@code person} is on call for the service behind {@code routingKey}. Keys of nobody are invalid. */
    public FakePagerDuty person(String routingKey, String person) {
        account.person(routingKey, person);
        return this;
    }

    /** The base of its addresses: {@code /v2/enqueue} and {@code /v2/change/enqueue} stand below it. */
    public URI uri() {
        return server.uri();
    }

    /**
     * What a webhook v3 sends of the incident with {@code dedupKey}: {@code type} is such as {@code incident.acknowledged}, {@code who}
     * a person's name, or empty for PagerDuty itself. With a signature by each of {@code secrets}.
     */
    public static SignedMessage webhook(
            String id, String type, Instant at, String dedupKey, String who, List<Secret> secrets) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("id", id)
                .put("event_type", type)
                .put("resource_type", "incident")
                .put("occurred_at", at.toString());
        if (who.isEmpty()) {
            event.putNull("agent");
        } else {
            event.putObject("agent")
                    .put("id", "PU1")
                    .put("type", "user_reference")
                    .put("summary", who);
        }
        event.putObject("data").put("id", "Q1").put("type", "incident").put("incident_key", dedupKey);
        String body = JsonNodeFactory.instance.objectNode().set("event", event).toString();
        String signatures = secrets.stream()
                .map(secret -> "v1=" + Digest.hex(Digest.keyed(secret.reveal(), body.getBytes(StandardCharsets.UTF_8))))
                .collect(Collectors.joining(","));
        return new SignedMessage(
                Map.of("X-PagerDuty-Signature", signatures, "X-Webhook-Id", "delivery-" + id),
                "application/json",
                body);
    }

    /** The REST API knows an incident whose alerts have these keys; {@code token} is asked for. */
    public FakePagerDuty incident(String token, String id, List<String> alertKeys) {
        this.token = token;
        incidents.put(id, List.copyOf(alertKeys));
        return this;
    }

    /** How it is to misbehave. */
    public Script<Fault> faults() {
        return server.faults();
    }

    /** Every event that got through to it, in order. */
    public List<Event> events() {
        return account.events();
    }

    /** Whom it has notified, in order. */
    public List<Notification> notified() {
        return account.notified();
    }

    /** The dedup keys of the alerts that are open, acknowledged ones too, in order. */
    public List<String> open() {
        return account.open();
    }

    @Override
    public void close() {
        server.close();
    }

    private Reply alerts(Call call) {
        if (!call.header("authorization").equals(Optional.of("Token token=" + token))) {
            return Reply.json(401, "{\"error\":{\"message\":\"Invalid credentials\",\"code\":2006}}");
        }
        Optional<List<String>> keys =
                Optional.ofNullable(incidents.get(call.path().split("/")[2]));
        if (keys.isEmpty()) {
            return Reply.json(404, "{\"error\":{\"message\":\"Not Found\",\"code\":2100}}");
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        keys.get()
                .forEach(key -> body.withArrayProperty("alerts")
                        .addObject()
                        .put("type", "alert")
                        .put("alert_key", key));
        return Reply.json(
                200, body.put("limit", 100).put("offset", 0).put("more", false).toString());
    }

    private Reply answer(Call call) {
        if (call.path().matches("/incidents/[^/]+/alerts") && call.method().equals("GET")) {
            return alerts(call);
        }
        boolean change = call.path().equals("/v2/change/enqueue");
        if (!change && !call.path().equals("/v2/enqueue")) {
            return Reply.of(404, "Not Found");
        }
        if (!call.method().equals("POST")) {
            return Reply.of(405, "Method Not Allowed");
        }
        return read(call, change);
    }

    private Reply read(Call call, boolean change) {
        if (call.body().length > Validation.MAX_BODY) {
            return invalid(List.of("Event object is too large"));
        }
        try {
            JsonNode event = JSON.readTree(call.body());
            List<String> errors = change ? Validation.ofChange(event) : Validation.ofEvent(event);
            return change ? account.change(event, errors) : account.event(event, errors);
        } catch (IOException garbage) {
            return invalid(List.of("JSON is invalid"));
        }
    }

    static Reply invalid(List<String> errors) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("status", "invalid event").put("message", "Event object is invalid");
        errors.forEach(body.putArray("errors")::add);
        return Reply.json(400, body.toString());
    }
}
