package dev.tocsin.notify;

import dev.tocsin.incident.Page;
import java.time.Instant;
import java.util.Optional;

/**
 * A task for the {@link Courier}: send this now. It is in flight in the ledger before anybody gets to see it.
 *
 * @param anchor the latest receipt of an earlier page under the same dedup key, such as the message that began a thread
 * @param doubtful whether an attempt before this one may have arrived, so that a channel that can look does so first
 */
public record Attempt(Page page, int number, Instant deadline, Optional<String> anchor, boolean doubtful) {
    /** Nothing went before. */
    public Attempt(Page page, int number, Instant deadline) {
        this(page, number, deadline, Optional.empty(), false);
    }
}
