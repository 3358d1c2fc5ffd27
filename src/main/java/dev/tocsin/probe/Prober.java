package dev.tocsin.probe;

import java.time.Duration;
import java.time.Instant;

/**
 * One check of one target. Called on a virtual thread, by one thread at a time; returns within the timeout (and a
 * moment for its own bookkeeping), whatever the target does; never throws for a remote fault: a failure is a
 * result. Keeps no connection from one check to the next, so that each measures the whole way.
 */
public interface Prober {
    /**
     * Checks once.
     *
     * @param at the instant that the samples are to have
     * @param timeout for everything
     */
    ProbeResult probe(Instant at, Duration timeout);
}
