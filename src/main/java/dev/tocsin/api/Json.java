package dev.tocsin.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.engine.Heard;
import dev.tocsin.model.Labels;
import dev.tocsin.notify.Cut;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** JSON as trees, in and out: nothing is bound by reflection. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What is wrong may repeat what was said. */
    private static final int MOST_SENTENCE = 500;

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static ObjectNode of(Labels labels) {
        ObjectNode node = object();
        labels.forEach(node::put);
        return node;
    }

    static ObjectNode of(Map<String, String> texts) {
        ObjectNode node = object();
        texts.forEach(node::put);
        return node;
    }

    /** The object in {@code body}; an empty body is an empty object; nothing when it is no object. */
    static Optional<JsonNode> read(String body) {
        try {
            JsonNode node = body.isBlank() ? object() : MAPPER.readTree(body);
            return node.isObject() ? Optional.of(node) : Optional.empty();
        } catch (JsonProcessingException garbage) {
            return Optional.empty();
        }
    }

    static Response answer(JsonNode node) {
        return Response.ok(node.toString(), MediaType.APPLICATION_JSON_TYPE).build();
    }

    /** 202, or 503 when what was said cannot be relied on. */
    static Response accepted(Heard heard) {
        return relied(heard, () -> Response.accepted().build());
    }

    /** {@code answer}, or 503 when what was said cannot be relied on: whoever said it may say it again. */
    static Response relied(Heard heard, Supplier<Response> answer) {
        return heard.lacking().map(why -> refusal(503, why)).orElseGet(answer);
    }

    /** There is no agent to answer. */
    static Response notStarted() {
        return refusal(503, "the agent is not started");
    }

    /** A sentence that says what is wrong. */
    static Response refusal(int status, String sentence) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(object().put("error", Cut.to(MOST_SENTENCE, sentence)).toString())
                .build();
    }
}
