package dev.tocsin.collect;

import java.time.Duration;
import java.time.Instant;

/**
 * One question to one source. Called on a virtual thread, by one thread at a time; returns within the timeout (and
 * a moment for its own bookkeeping), whatever the source does; never throws for a remote fault. Changes nothing at
 * the source.
 */
public interface Collector {
    /**
     * Asks once.
     *
     * @param at the instant that the samples are to have
     * @param timeout for everything
     */
    CollectResult collect(Instant at, Duration timeout);
}
