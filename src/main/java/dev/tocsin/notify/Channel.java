package dev.tocsin.notify;

import dev.tocsin.incident.Page;
import java.time.Instant;

/**
 * A way to reach people: one configured endpoint. Called on a virtual thread, by several at once; returns by {@code deadline};
 * never throws for anything that the far end does. Sending the same page twice must do no more harm than the far end's
 * deduplication allows.
 */
@FunctionalInterface
public interface Channel {
    /** Sends {@code page} now, once. */
    Delivery send(Page page, Instant deadline);
}
