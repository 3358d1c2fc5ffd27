package dev.tocsin.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.http.Exchange;
import dev.tocsin.http.Reply;
import dev.tocsin.http.Request;
import dev.tocsin.http.RetryAfter;
import dev.tocsin.provider.Answer.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Requests to a platform that speaks JSON over plain HTTP, and what their status means. Sent once each, under the deadline, the
 * answer bounded by the client's limit. Safe for any thread.
 */
public final class Calls {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LATE = 408;
    private static final int TOO_MANY = 429;
    private static final int ERRORS = 300;
    private static final int BROKEN = 500;

    private final Platform.Means means;
    private final Words words;
    private final Function<JsonNode, String> complaint;

    /** {@code complaint} finds in an answer what the platform says is wrong, or an empty text. */
    public Calls(Platform.Means means, Words words, Function<JsonNode, String> complaint) {
        this.means = means;
        this.words = words;
        this.complaint = complaint;
    }

    /** Sends {@code request}; what 2xx answers is {@code read}. */
    public <T> Answer<T> send(Request request, Instant deadline, Function<Reply, Answer<T>> read) {
        Duration left = Duration.between(means.clock().now(), deadline);
        if (!left.isPositive()) {
            return new Answer.Deferred<>(Cause.TIMEOUT, Optional.empty());
        }
        return switch (means.client().exchange(request.withTimeout(left))) {
            case Exchange.Answered answered -> judge(answered.reply(), read);
            case Exchange.Failed failed -> failed(failed);
        };
    }

    /** As {@link #send}, for an answer that must be JSON; {@code read} gives nothing where it is not as it should be. */
    public <T> Answer<T> json(Request request, Instant deadline, Function<JsonNode, Optional<T>> read) {
        return send(
                request,
                deadline,
                reply -> parse(reply.text())
                        .flatMap(read)
                        .<Answer<T>>map(Answer.Ok::new)
                        .orElseGet(() -> new Answer.Unknown<>(Cause.GARBLED, "in HTTP " + reply.status())));
    }

    /** The JSON object in {@code text}, if there is one. */
    public static Optional<JsonNode> parse(String text) {
        try {
            return Optional.ofNullable(JSON.readTree(text)).filter(JsonNode::isObject);
        } catch (JsonProcessingException garbled) {
            return Optional.empty();
        }
    }

    private <T> Answer<T> judge(Reply reply, Function<Reply, Answer<T>> read) {
        int status = reply.status();
        if (status < ERRORS) {
            return read.apply(reply);
        }
        if (isTooOften(reply)) {
            return new Answer.Deferred<>(
                    Cause.RATE_LIMITED, RetryAfter.of(reply, means.clock().now()));
        }
        String detail = "HTTP " + status
                + parse(reply.text())
                        .map(complaint)
                        .map(words::harmless)
                        .filter(said -> !said.isEmpty())
                        .map(said -> ": " + said)
                        .orElse("");
        return switch (status) {
            case 401, 403 -> new Answer.Refused<>(Cause.UNAUTHORIZED, detail);
            case 404, 410 -> new Answer.Refused<>(Cause.NOT_FOUND, detail);
            case LATE -> new Answer.Unknown<>(Cause.TIMEOUT, detail);
            default ->
                status >= BROKEN
                        ? new Answer.Unknown<>(Cause.BROKEN, detail)
                        : new Answer.Refused<>(Cause.REJECTED, detail);
        };
    }

    /** Some platforms say it with 403, and a word about when to come back. */
    private static boolean isTooOften(Reply reply) {
        boolean spent = reply.headers()
                .first("X-RateLimit-Remaining")
                .filter("0"::equals)
                .isPresent();
        boolean wait = reply.headers().first("Retry-After").isPresent();
        return reply.status() == TOO_MANY || (reply.status() == 403 && (spent || wait));
    }

    private static <T> Answer<T> failed(Exchange.Failed failed) {
        if (!failed.mayHaveArrived()) {
            return new Answer.Deferred<>(Cause.UNREACHABLE, Optional.empty());
        }
        boolean late = failed.cause() == dev.tocsin.http.Cause.TIMEOUT;
        return new Answer.Unknown<>(late ? Cause.TIMEOUT : Cause.BROKEN, late ? "" : "the connection broke");
    }
}
