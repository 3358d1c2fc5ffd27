package dev.tocsin.lab.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A message that stands in a channel. {@code thread} is the timestamp of the message that it answers; empty for none. */
public record Message(Instant at, String channel, String ts, String thread, JsonNode body) {
    /** What the notification shows. */
    public String text() {
        return body.path("text").asText();
    }

    /** Every text that a reader sees, a line each: of the message, its blocks and its attachments, as Slack's markup. */
    public String everything() {
        return body.findValues("text").stream()
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .collect(Collectors.joining("\n"));
    }

    /** How many blocks it has, those of its attachments included. */
    public long blocks() {
        return body.findValues("blocks").stream()
                .flatMap(blocks -> StreamSupport.stream(blocks.spliterator(), false))
                .count();
    }
}
