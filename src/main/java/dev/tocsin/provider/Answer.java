package dev.tocsin.provider;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * What came of one call to a platform. For a call that changes something, {@code Refused} and {@code Deferred} promise that
 * nothing was changed; when that is not sure, it is {@code Unknown}. No text here carries a secret.
 */
public sealed interface Answer<T> {
    /** Done, or read. */
    record Ok<T>(T value) implements Answer<T> {}

    /** Not done, and asking again the same way is in vain. {@code detail} is for people. */
    record Refused<T>(Cause cause, String detail) implements Answer<T> {}

    /**
     * Not done, and worth another try; {@code retryAfter} is what the platform asked for. More than an hour is nothing to wait for while
     * something is down, and as if it had said nothing.
     */
    record Deferred<T>(Cause cause, Optional<Duration> retryAfter) implements Answer<T> {
        private static final Duration LONGEST = Duration.ofHours(1);

        public Deferred {
            retryAfter = retryAfter.filter(wait -> wait.compareTo(LONGEST) <= 0);
        }
    }

    /** Sent, and no answer that says what was done. {@code detail} is for people. */
    record Unknown<T>(Cause cause, String detail) implements Answer<T> {}

    /** Why it is not {@code Ok}, for people, after the platform's name: "did not answer in time". */
    static <T> Optional<String> why(Answer<T> answer) {
        return switch (answer) {
            case Ok<T> ok -> Optional.empty();
            case Refused<T>(Cause cause, String detail) -> Optional.of(cause.words(detail));
            case Deferred<T> deferred -> Optional.of(deferred.cause().words(""));
            case Unknown<T>(Cause cause, String detail) -> Optional.of(cause.words(detail));
        };
    }

    /** This answer, when {@code Ok}, with what {@code next} makes of its value; else the same failure. */
    default <R> Answer<R> map(Function<T, R> next) {
        return then(value -> new Ok<>(next.apply(value)));
    }

    /** What {@code next} answers to the value of this, when {@code Ok}; else the same failure. */
    default <R> Answer<R> then(Function<T, Answer<R>> next) {
        return switch (this) {
            case Ok<T>(T value) -> next.apply(value);
            case Refused<T>(Cause cause, String detail) -> new Refused<>(cause, detail);
            case Deferred<T>(Cause cause, Optional<Duration> after) -> new Deferred<>(cause, after);
            case Unknown<T>(Cause cause, String detail) -> new Unknown<>(cause, detail);
        };
    }

    /** How long the platform wants to be left alone, if it says so. */
    static <T> Optional<Duration> pause(Answer<T> answer) {
        return answer instanceof Deferred<T> deferred ? deferred.retryAfter() : Optional.empty();
    }

    /** Why there is no good answer. */
    enum Cause {
        /** We did not ask, for a reason of our own. */
        NOT_ASKED("was not asked"),
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

        /** As it stands in labels: {@code rate-limited}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        private String words(String detail) {
            return detail.isBlank() ? words : words + " (" + detail + ")";
        }
    }
}
