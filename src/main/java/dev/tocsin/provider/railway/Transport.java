package dev.tocsin.provider.railway;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Posts a document; says honestly whether it may have arrived. Called on a virtual thread, by several at once. */
interface Transport extends AutoCloseable {
    /** What came of one post. {@code timeout} bounds all of it, from look-up to the last byte. */
    Posted post(String body, Map<String, String> headers, Duration timeout);

    /** Gives back what it holds. */
    @Override
    void close();

    /** What came of it. */
    sealed interface Posted {
        /** The far end has answered. */
        record Answered(int status, Optional<String> retryAfter, String body) implements Posted {}

        /** There was no connection: surely nothing arrived. */
        record NotSent() implements Posted {}

        /** No answer in time; it may have arrived. */
        record TimedOut() implements Posted {}

        /** The connection broke before the answer was complete; it may have arrived. */
        record Broken() implements Posted {}
    }
}
