package dev.tocsin.notify;

import java.time.Duration;
import java.util.Optional;

/** What came of one attempt to deliver a page. {@code detail} is for people, without secrets. */
public sealed interface Delivery {
    /** The far end has it. {@code receipt} is what it calls it, such as a message id; may be empty. */
    record Accepted(String receipt) implements Delivery {}

    /** Not now; to be tried again, not before {@code retryAfter} when the far end said so. */
    record Deferred(Cause cause, String detail, Optional<Duration> retryAfter) implements Delivery {
        /** Without a word on when. */
        public Deferred(Cause cause, String detail) {
            this(cause, detail, Optional.empty());
        }
    }

    /** Never, as it is: trying again would be in vain. */
    record Refused(Cause cause, String detail) implements Delivery {}

    /** Sent, perhaps; no answer was seen. To be tried again, under the same dedup key. */
    record Unknown(Cause cause, String detail) implements Delivery {}
}
