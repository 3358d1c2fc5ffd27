package dev.tocsin.api.alertmanager;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One object of a body, asked field by field; {@code what} is how Alertmanager calls the body, {@code at} where in it this stands. */
record Body(String what, String at, JsonNode node) {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    /** Reads {@code bytes}, which must hold one value. */
    static JsonNode parse(String what, byte[] bytes) throws Refusal {
        try {
            JsonNode node = MAPPER.readTree(bytes);
            if (node == null || node.isMissingNode() || node.isNull()) {
                throw Refusal.required(what);
            }
            return node;
        } catch (JsonProcessingException garbage) {
            throw Refusal.malformed(what, why(garbage));
        } catch (IOException garbage) {
            throw Refusal.malformed(what, "it cannot be read");
        }
    }

    /** What is wrong, without what only who wrote the parser wants to know. */
    private static String why(JsonProcessingException garbage) {
        return String.valueOf(garbage.getOriginalMessage()).replaceFirst(" ?[(,] ?(start marker|from `).*", "");
    }

    /** A text; empty when there is none. */
    String text(String field) throws Refusal {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isTextual()) {
            throw Refusal.malformed(what, "cannot unmarshal " + kind(value) + " into " + field + " of type string");
        }
        return whole(value.textValue());
    }

    /** A text that must be there, though it may be empty. */
    String required(String field) throws Refusal {
        if (node.path(field).isMissingNode() || node.path(field).isNull()) {
            throw Refusal.required(at + field);
        }
        return text(field);
    }

    /** A flag, or {@code fallback} when there is none. */
    boolean flag(String field, boolean fallback) throws Refusal {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return fallback;
        }
        if (!value.isBoolean()) {
            throw Refusal.malformed(what, "cannot unmarshal " + kind(value) + " into " + field + " of type bool");
        }
        return value.booleanValue();
    }

    /** A time, if there is one. */
    Optional<Instant> time(String field) throws Refusal {
        String text = text(field);
        try {
            return Times.parse(text);
        } catch (DateTimeException bad) {
            throw Refusal.malformed(what, "parsing time \"" + text + "\": it is not as RFC 3339 has it");
        }
    }

    /** Texts by name; empty when there are none. */
    Map<String, String> texts(String field) throws Refusal {
        JsonNode value = node.path(field);
        Map<String, String> texts = new TreeMap<>();
        if (!value.isMissingNode() && !value.isNull() && !value.isObject()) {
            throw Refusal.malformed(what, "cannot unmarshal " + kind(value) + " into " + field);
        }
        for (Map.Entry<String, JsonNode> one : value.properties()) {
            if (!one.getValue().isTextual()) {
                String wrong = "cannot unmarshal " + kind(one.getValue()) + " into " + field + " of type string";
                throw Refusal.malformed(what, wrong);
            }
            texts.put(whole(one.getKey()), whole(one.getValue().textValue()));
        }
        return texts;
    }

    static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "array";
            case OBJECT, POJO -> "object";
            case NUMBER -> "number";
            case BOOLEAN -> "bool";
            case STRING, BINARY -> "string";
            case NULL, MISSING -> "null";
        };
    }

    /** Half a surrogate pair is no text: as in Go, U+FFFD takes its place, so that it is the same once written and read again. */
    private static String whole(String text) {
        StringBuilder whole = new StringBuilder(text.length());
        text.codePoints()
                .forEach(one -> whole.appendCodePoint(
                        one >= Character.MIN_SURROGATE && one <= Character.MAX_SURROGATE ? 0xFFFD : one));
        return whole.toString();
    }
}
