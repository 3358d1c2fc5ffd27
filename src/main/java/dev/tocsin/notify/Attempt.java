package dev.tocsin.notify;

import dev.tocsin.incident.Page;
import java.time.Instant;

/** A task for the {@link Courier}: send this now. It is in flight in the ledger before anybody gets to see it. */
public record Attempt(Page page, int number, Instant deadline) {}
