package dev.tocsin.lab.slack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.access.Digest;
import dev.tocsin.config.Secret;
import dev.tocsin.lab.SignedMessage;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Somebody who presses buttons: what Slack then sends to the app, signed. {@code answers} is where it may tell the presser something. */
public record Finger(Secret signing, String user, URI answers) {
    /** The button of {@code message} whose label begins with {@code label}, pressed at {@code at}; nothing when there is none. */
    public Optional<SignedMessage> press(Message message, String label, Instant at) {
        return StreamSupport.stream(message.body().path("attachments").spliterator(), false)
                .flatMap(attachment ->
                        StreamSupport.stream(attachment.path("blocks").spliterator(), false))
                .filter(block -> block.path("type").asText().equals("actions"))
                .flatMap(block -> StreamSupport.stream(block.path("elements").spliterator(), false))
                .filter(button -> button.at("/text/text").asText().startsWith(label))
                .findFirst()
                .map(button -> sealed("payload=" + URLEncoder.encode(payload(message, button, at), UTF_8), at));
    }

    /** {@code body} as Slack signs it (version 0). */
    public SignedMessage sealed(String body, Instant at) {
        String timestamp = Long.toString(at.getEpochSecond());
        byte[] mac = Digest.keyed(signing.reveal(), ("v0:" + timestamp + ":" + body).getBytes(UTF_8));
        return new SignedMessage(
                Map.of("X-Slack-Request-Timestamp", timestamp, "X-Slack-Signature", "v0=" + Digest.hex(mac)),
                "application/x-www-form-urlencoded",
                body);
    }

    private String payload(Message message, JsonNode button, Instant at) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode().put("type", "block_actions");
        payload.put("api_app_id", "A0LAB").put("trigger_id", "t" + at.toEpochMilli());
        payload.put("response_url", answers.toString());
        payload.putObject("team").put("id", "T0LAB").put("domain", "lab");
        payload.putObject("user").put("id", user).put("username", "anybody").put("team_id", "T0LAB");
        payload.putObject("channel")
                .put("id", "C0LAB")
                .put("name", message.channel().replace("#", ""));
        payload.putObject("container").put("type", "message").put("message_ts", message.ts());
        payload.putArray("actions")
                .addObject()
                .put("type", "button")
                .put("action_id", button.path("action_id").asText())
                .put("block_id", "b1")
                .put("value", button.path("value").asText())
                .put("action_ts", at.getEpochSecond() + ".000001");
        return payload.toString();
    }
}
