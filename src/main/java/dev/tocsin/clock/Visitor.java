package dev.tocsin.clock;

import java.time.Instant;

/** Visits one subject again and again. */
public interface Visitor {
    /**
     * One visit. Called on a thread of its own that may block; never while an earlier visit of the same visitor
     * goes on.
     *
     * @param at the instant that the visit counts for
     */
    void visit(Instant at);

    /** There will be no more visits, because the subject is gone; one may be going on. Must not block. */
    void leave(Instant at);
}
