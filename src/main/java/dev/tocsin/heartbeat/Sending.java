package dev.tocsin.heartbeat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.clock.Clock;
import dev.tocsin.http.Client;
import dev.tocsin.http.Exchange;
import dev.tocsin.http.Payload;
import dev.tocsin.http.Request;
import dev.tocsin.http.Wire;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Sends one heartbeat; says why when it did not arrive, without its address. */
final class Sending {
    private final Client client;
    private final Clock clock;

    Sending(Client client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** All is well. {@code key} is this heartbeat's own. */
    Optional<String> well(HeartbeatConfig config, String key) {
        return switch (config.way()) {
            case Way.Ping ping -> ask(request(ping.url().reveal(), ping.post(), ""), config.timeout());
            case Way.CheckIn sentry -> checkIn(config, sentry, key, "ok");
        };
    }

    /** All is not well: told where there is somebody who wants to know. */
    Optional<String> trouble(HeartbeatConfig config, String key, String why) {
        return switch (config.way()) {
            case Way.Ping ping -> ping.trouble().flatMap(to -> ask(request(to.reveal(), true, why), config.timeout()));
            case Way.CheckIn sentry -> checkIn(config, sentry, key, "error");
        };
    }

    /** Sentry learns with the beginning of each check-in what it may expect; the end of it counts. */
    private Optional<String> checkIn(HeartbeatConfig config, Way.CheckIn sentry, String key, String status) {
        Duration before = clock.elapsed();
        Optional<String> begun = ask(checkIn(sentry, id(key), "in_progress", config, Duration.ZERO), config.timeout());
        if (begun.isPresent()) {
            return begun;
        }
        Duration took = clock.elapsed().minus(before);
        return ask(checkIn(sentry, id(key), status, config, took), config.timeout());
    }

    private static Request checkIn(
            Way.CheckIn sentry, String id, String status, HeartbeatConfig config, Duration took) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("status", status);
        body.put("check_in_id", id).put("environment", sentry.environment());
        if (!took.isZero()) {
            body.put("duration", took.toMillis() / 1000.0);
        }
        ObjectNode monitor = body.putObject("monitor_config");
        monitor.putObject("schedule")
                .put("type", "interval")
                .put("value", config.interval().toMinutes())
                .put("unit", "minute");
        monitor.put("checkin_margin", Math.max(1, sentry.margin().toMinutes()))
                .put("max_runtime", Math.max(1, config.timeout().multipliedBy(2).toMinutes()))
                .put("timezone", "UTC");
        URI address = URI.create(sentry.address() + "?status=" + status + "&check_in_id=" + id);
        return Request.post(address, Payload.json(body.toString())).withWire(Wire.FRESH);
    }

    /** 32 hexadecimal digits, the same for both ends of a check-in. */
    private static String id(String key) {
        return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
    }

    private static Request request(String address, boolean post, String words) {
        URI to = URI.create(address);
        Request request = post ? Request.post(to, Payload.of("text/plain; charset=utf-8", words)) : Request.get(to);
        return request.withWire(Wire.FRESH);
    }

    private Optional<String> ask(Request request, Duration timeout) {
        return switch (client.exchange(request.withTimeout(timeout))) {
            case Exchange.Answered answered ->
                answered.reply().ok()
                        ? Optional.empty()
                        : Optional.of("HTTP " + answered.reply().status());
            case Exchange.Failed failed ->
                Optional.of(failed.cause().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        };
    }
}
