package dev.tocsin.lab;

import java.time.Duration;
import java.util.Map;

/** How an HTTP server of the lab misbehaves for one request. */
public sealed interface Fault {
    /** Answers this instead of doing anything. */
    record Instead(Reply reply) implements Fault {}

    /** Does as usual, after a while. */
    record Slow(Duration by) implements Fault {}

    /** Takes the request and never answers; does nothing. */
    record Silent() implements Fault {}

    /** Closes the connection; does nothing. */
    record HangUp() implements Fault {}

    /** Does as usual and closes the connection without an answer: the caller cannot know. */
    record AnswerLost() implements Fault {}

    /** Answers {@code status} with an empty body. */
    static Fault status(int status) {
        return new Instead(Reply.of(status, ""));
    }

    /** Answers 429 and wants to be asked again after {@code seconds}. */
    static Fault rateLimited(long seconds) {
        return new Instead(new Reply(429, Map.of("Retry-After", Long.toString(seconds)), ""));
    }
}
