package dev.tocsin.notify;

import dev.tocsin.config.Secret;
import dev.tocsin.incident.Page;
import java.time.Instant;
import java.util.Optional;

/**
 * A way to reach people: one configured endpoint. Called on a virtual thread, by several at once; returns by {@code deadline};
 * never throws for anything that the far end does. Sending the same page twice must do no more harm than the far end's
 * deduplication allows.
 */
@FunctionalInterface
public interface Channel {
    /** Sends {@code page} now, once. */
    Delivery send(Page page, Instant deadline);

    /** Carries out {@code attempt}. A channel that edits what it sent, or can look whether it arrived, goes by what came before. */
    default Delivery carry(Attempt attempt) {
        return send(attempt.page(), attempt.deadline());
    }

    /** By what the far end counts how much is sent, such as a key; channels that have the same share one bucket. Never shown. */
    default Optional<Secret> credential() {
        return Optional.empty();
    }
}
