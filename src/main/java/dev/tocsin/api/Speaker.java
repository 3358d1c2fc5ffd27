package dev.tocsin.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.access.Caller;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.BiFunction;

/** Who speaks in a body {@code {"by": "ann", ...}}: whom the token says; without tokens, whom the body says. */
final class Speaker {
    private Speaker() {}

    static Response of(Gate gate, String body, BiFunction<String, JsonNode, Response> answer) {
        Optional<JsonNode> words = Json.read(body);
        String claimed = words.map(said -> said.path("by").asText()).orElse("");
        Caller caller = gate.caller();
        if (words.isEmpty() || caller instanceof Caller.Local && claimed.isBlank()) {
            return Json.refusal(400, "say who you are: {\"by\": \"name\"}");
        }
        try {
            return answer.apply(caller.signature(claimed), words.get());
        } catch (IllegalArgumentException bad) {
            return Json.refusal(400, String.valueOf(bad.getMessage()));
        }
    }
}
