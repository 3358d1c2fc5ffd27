package dev.tocsin.lab.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.clock.Clock;
import dev.tocsin.lab.Asked;
import dev.tocsin.lab.Call;
import dev.tocsin.lab.Fault;
import dev.tocsin.lab.LoopbackServer;
import dev.tocsin.lab.Reply;
import dev.tocsin.lab.Script;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A receiver of signed webhooks. Safe for any thread. */
public final class FakeWebhook implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration OLD = Duration.ofMinutes(5);

    private final Clock clock;
    private final String secret;
    private final Duration takes;
    private final List<Asked> acts = new ArrayList<>();
    private final LoopbackServer server;

    private FakeWebhook(Clock clock, String secret, Duration takes) {
        this.clock = clock;
        this.secret = secret;
        this.takes = takes;
        this.server = LoopbackServer.start(0, this::answer);
    }

    /** Starts on a free port; whatever it is asked to do {@code takes} so long. */
    public static FakeWebhook start(Clock clock, String secret, Duration takes) {
        return new FakeWebhook(clock, secret, takes);
    }

    /** What is called. */
    public URI url() {
        return URI.create(server.uri() + "/hooks/tocsin");
    }

    /** Where it shows what it did. */
    public URI status() {
        return URI.create(server.uri() + "/hooks/tocsin/acts");
    }

    /** What it was asked to do, in order: the act, and the whole body as the field. */
    public synchronized List<Asked> acts() {
        return List.copyOf(acts);
    }

    /** How it is to misbehave as a server. */
    public Script<Fault> faults() {
        return server.faults();
    }

    @Override
    public void close() {
        server.close();
    }

    private synchronized Reply answer(Call call) {
        if (!isSigned(call)) {
            return Reply.json(401, "{\"error\": \"the signature does not fit\"}");
        }
        return call.method().equals("GET") ? shown() : done(call);
    }

    private boolean isSigned(Call call) {
        String time = call.header("x-tocsin-timestamp").orElse("");
        String signature = call.header("x-tocsin-signature").orElse("");
        if (!time.matches("[0-9]{1,12}")) {
            return false;
        }
        Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), clock.now())
                .abs();
        return age.compareTo(OLD) <= 0 && MessageDigest.isEqual(expected(time, call), bytes(signature));
    }

    private byte[] expected(String time, Call call) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes(secret), "HmacSHA256"));
            return bytes("v1=" + HexFormat.of().formatHex(mac.doFinal(bytes("v1:" + time + ":" + call.text()))));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private Reply done(Call call) {
        try {
            String act = JSON.readTree(call.text()).path("act").asText("");
            acts.add(new Asked(clock.now(), call.text(), act));
            return Reply.json(202, "{\"accepted\": true}");
        } catch (JsonProcessingException garbled) {
            return Reply.json(400, "{\"error\": \"no JSON\"}");
        }
    }

    private Reply shown() {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode items = body.putArray("acts");
        for (Asked one : acts.reversed()) {
            boolean over = !clock.now().isBefore(one.at().plus(takes));
            items.addObject().put("act", one.id()).put("state", over ? "succeeded" : "running");
        }
        return Reply.json(200, body.toString());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
