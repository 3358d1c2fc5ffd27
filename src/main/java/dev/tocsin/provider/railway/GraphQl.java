package dev.tocsin.provider.railway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.clock.Clock;
import dev.tocsin.http.RetryAfter;
import dev.tocsin.provider.Answer;
import dev.tocsin.provider.Answer.Cause;
import dev.tocsin.provider.Words;
import dev.tocsin.provider.railway.Transport.Posted;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One GraphQL request to Railway and what its answer means. The same HTTP 200 is success, a refusal, or neither; whatever does not
 * say that surely nothing was done is {@code Unknown}.
 */
final class GraphQl {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TOO_MANY = 429;
    private static final int LATE = 408;

    private final Transport transport;
    private final Map<String, String> headers;
    private final Words words;
    private final Clock clock;

    GraphQl(RailwayConfig config, Transport transport, Clock clock) {
        this.transport = transport;
        this.headers = Railway.headers(config);
        this.words = new Words(config.token());
        this.clock = clock;
    }

    /** The operation to send; variables without a value are left out, since Railway takes a null as an order to unset. */
    record Operation(String name, String document, ObjectNode variables) {
        String body() {
            ObjectNode body = JSON.createObjectNode();
            body.put("operationName", name);
            body.put("query", document);
            body.set("variables", variables);
            return body.toString();
        }
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** Sends {@code operation}; {@code read} makes the value of {@code data}, or nothing where it is not as it should be. */
    <T> Answer<T> send(Operation operation, Duration timeout, Function<JsonNode, Optional<T>> read) {
        if (!timeout.isPositive()) {
            return new Answer.Deferred<>(Cause.TIMEOUT, Optional.empty());
        }
        return switch (transport.post(operation.body(), headers, timeout)) {
            case Posted.NotSent notSent -> new Answer.Deferred<>(Cause.UNREACHABLE, Optional.empty());
            case Posted.TimedOut late -> new Answer.Unknown<>(Cause.TIMEOUT, "");
            case Posted.Broken broken -> new Answer.Unknown<>(Cause.BROKEN, "the connection broke");
            case Posted.Answered answered -> heard(answered, read);
        };
    }

    private <T> Answer<T> heard(Posted.Answered answered, Function<JsonNode, Optional<T>> read) {
        int status = answered.status();
        if (status == TOO_MANY) {
            return new Answer.Deferred<>(
                    Cause.RATE_LIMITED, answered.retryAfter().flatMap(value -> RetryAfter.read(value, clock.now())));
        }
        if (status >= 500 || status == LATE) {
            return new Answer.Unknown<>(status == LATE ? Cause.TIMEOUT : Cause.BROKEN, "HTTP " + status);
        }
        Optional<JsonNode> body = parse(answered.body());
        Optional<Problem> problem = body.flatMap(this::problem);
        if (status >= 300) {
            String detail = "HTTP " + status
                    + problem.map(found -> ": " + found.message()).orElse("");
            return new Answer.Refused<>(cause(status), detail);
        }
        return body.map(found -> understood(found, problem, read))
                .orElseGet(() -> new Answer.Unknown<>(Cause.GARBLED, "no JSON in HTTP " + status));
    }

    private static <T> Answer<T> understood(
            JsonNode body, Optional<Problem> problem, Function<JsonNode, Optional<T>> read) {
        // Data and errors can stand side by side: what the data says was done, was done.
        Optional<T> value = body.path("data").isObject() ? read.apply(body.path("data")) : Optional.empty();
        if (value.isPresent()) {
            return new Answer.Ok<>(value.get());
        }
        return problem.<Answer<T>>map(Problem::answer)
                .orElseGet(() -> new Answer.Unknown<>(Cause.GARBLED, "an answer without data"));
    }

    private Optional<Problem> problem(JsonNode body) {
        JsonNode errors = body.path("errors");
        if (!errors.isArray() || errors.isEmpty()) {
            return Optional.empty();
        }
        JsonNode first = errors.get(0);
        return Optional.of(new Problem(
                words.harmless(first.path("message").asText("")),
                first.path("extensions").path("code").asText("")));
    }

    private static Optional<JsonNode> parse(String body) {
        try {
            return Optional.ofNullable(JSON.readTree(body)).filter(JsonNode::isObject);
        } catch (JsonProcessingException garbled) {
            return Optional.empty();
        }
    }

    private static Cause cause(int status) {
        return switch (status) {
            case 401, 403 -> Cause.UNAUTHORIZED;
            case 404 -> Cause.NOT_FOUND;
            default -> Cause.REJECTED;
        };
    }
}
