package dev.tocsin.provider;

import java.time.Duration;
import java.util.Optional;

/**
 * What came of one call to a platform. For a call that changes something, {@code Refused} and {@code Deferred} promise that
 * nothing was changed; when that is not sure, it is {@code Unknown}. No text here carries a secret.
 */
public sealed interface Answer<T> {
    /** Done, or read. */
    record Ok<T>(T value) implements Answer<T> {}

    /** Not done, and asking again the same way is in vain. {@code detail} is for people. */
    record Refused<T>(Cause cause, String detail) implements Answer<T> {}

    /** Not done, and worth another try; {@code retryAfter} is what the platform asked for. */
    record Deferred<T>(Cause cause, Optional<Duration> retryAfter) implements Answer<T> {}

    /** Sent, and no answer that says what was done. {@code detail} is for people. */
    record Unknown<T>(Cause cause, String detail) implements Answer<T> {}

    /** Why there is no good answer. */
    enum Cause {
        /** No connection: the request never left. */
        UNREACHABLE("could not be reached"),
        /** No answer by the deadline. */
        TIMEOUT("did not answer in time"),
        /** Asked too often. */
        RATE_LIMITED("said that it was asked too often"),
        /** The token is wrong, or may not do this. */
        UNAUTHORIZED("did not accept the token for this"),
        /** What was asked about is not there. */
        NOT_FOUND("knows no such thing"),
        /** The platform does not want to do this. */
        REJECTED("said no"),
        /** The platform has a fault of its own. */
        BROKEN("has a fault of its own"),
        /** The answer makes no sense. */
        GARBLED("gave an answer that makes no sense");

        private final String words;

        Cause(String words) {
            this.words = words;
        }

        /** Follows the name of the platform: "did not answer in time". */
        public String words() {
            return words;
        }
    }
}
