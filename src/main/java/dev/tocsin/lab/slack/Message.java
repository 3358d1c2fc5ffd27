package dev.tocsin.lab.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A message that stands in a channel. {@code thread} is the timestamp of the message that it answers; empty for none. */
public record Message(Instant at, String channel, String ts, String thread, JsonNode body) {
    /** What the notification shows. */
    public String text() {
        return body.path("text").asText();
    }

    /** Every text that a reader sees, a line each: of the message, its blocks and its attachments, as Slack's markup. */
    public String everything() {
        return texts(body).collect(Collectors.joining("\n"));
    }

    private static Stream<String> texts(JsonNode node) {
        Stream<String> own =
                Stream.of(node.path("text")).filter(JsonNode::isTextual).map(JsonNode::asText);
        return Stream.concat(
                own, StreamSupport.stream(node.spliterator(), false).flatMap(Message::texts));
    }
}
