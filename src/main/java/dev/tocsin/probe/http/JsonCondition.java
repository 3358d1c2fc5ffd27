package dev.tocsin.probe.http;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.re2j.Pattern;
import dev.tocsin.config.Fields;
import dev.tocsin.http.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one place of a JSON body must say; the place is a JSON Pointer (RFC 6901). All tests must hold.
 *
 * @param exists whether the place must be there at all; when not, there are no tests
 */
record JsonCondition(JsonPointer pointer, boolean exists, List<JsonTest> tests) {
    private static final Pattern BAD_ESCAPE = Pattern.compile("~([^01]|$)");
    private static final JsonPointer WHOLE = JsonPointer.empty();
    private static final int LONGEST_SEEN = 80;

    JsonCondition {
        tests = List.copyOf(tests);
    }

    /** Reads {@code pointer} and any of {@code equals, in, matches, min, max, exists}. */
    static JsonCondition read(Fields in) {
        JsonPointer pointer = in.requiredParsed("pointer", JsonCondition::pointer, WHOLE);
        List<JsonTest> tests = new ArrayList<>();
        in.optionalText("equals").map(JsonTest.Equals::new).ifPresent(tests::add);
        List<String> choices = in.texts("in");
        if (!choices.isEmpty()) {
            tests.add(new JsonTest.In(choices));
        }
        in.optionalParsed("matches", Patterns::compile)
                .map(JsonTest.Matches::new)
                .ifPresent(tests::add);
        in.optionalNumber("min").map(JsonTest.Min::new).ifPresent(tests::add);
        in.optionalNumber("max").map(JsonTest.Max::new).ifPresent(tests::add);
        boolean exists = in.flag("exists", true);
        if (!exists && !tests.isEmpty()) {
            in.fault("exists", "what must not exist cannot be tested further");
        }
        if (tests.isEmpty() && !in.has("exists")) {
            in.fault("pointer", "say what it must be: one of equals, in, matches, min, max, exists");
        }
        return new JsonCondition(pointer, exists, tests);
    }

    private static JsonPointer pointer(String text) {
        if (BAD_ESCAPE.matcher(text).find()) {
            throw new IllegalArgumentException("in a JSON Pointer ~ is written ~0, and / within a name ~1");
        }
        if (!text.isEmpty() && !text.startsWith("/")) {
            throw new IllegalArgumentException("a JSON Pointer starts with /, such as /database");
        }
        return JsonPointer.compile(text);
    }

    /** The first thing wrong with the body of {@code reply}. */
    static Optional<Objection> judge(List<JsonCondition> conditions, Reply reply) {
        if (conditions.isEmpty()) {
            return Optional.empty();
        }
        JsonNode body;
        try {
            body = new ObjectMapper()
                    .reader()
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(reply.bytes());
        } catch (JsonProcessingException garbage) {
            return Optional.of(objection("the body is not JSON: " + cut(garbage.getOriginalMessage())));
        } catch (IOException impossible) {
            return Optional.of(objection("the body cannot be read: " + impossible.getMessage()));
        }
        if (body.isMissingNode()) {
            return Optional.of(objection("the body is not JSON: it is empty"));
        }
        return conditions.stream()
                .map(condition -> condition.judge(body))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Objection> judge(JsonNode body) {
        JsonNode seen = body.at(pointer);
        if (seen.isMissingNode()) {
            return exists ? Optional.of(objection(where() + " is missing" + wantedAfter())) : Optional.empty();
        }
        if (!exists) {
            return Optional.of(objection(where() + " is " + cut(seen.toString()) + ", wanted none"));
        }
        return tests.stream()
                .filter(test -> !test.holds(seen))
                .findFirst()
                .map(test -> objection(where() + " is " + cut(seen.toString()) + ", wanted " + test.wanted()));
    }

    private String where() {
        return pointer.matches() ? "the body" : pointer.toString();
    }

    private String wantedAfter() {
        return tests.isEmpty() ? "" : ", wanted " + tests.getFirst().wanted();
    }

    private static Objection objection(String detail) {
        return new Objection(Complaint.JSON, detail);
    }

    private static String cut(String text) {
        return text.length() > LONGEST_SEEN ? text.substring(0, LONGEST_SEEN) + "..." : text;
    }
}
