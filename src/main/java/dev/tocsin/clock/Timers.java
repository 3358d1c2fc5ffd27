package dev.tocsin.clock;

import java.time.Instant;

/** Runs things later. A task must not block: it hands slow work to a thread of its own. */
public interface Timers extends AutoCloseable {
    /** Runs {@code task} once, at {@code when} or as soon after as can be; at once when it has passed. */
    Timer at(Instant when, Runnable task);

    /** Forgets every waiting task. */
    @Override
    void close();

    /** A task that waits. */
    interface Timer {
        /** Takes the task back. Does nothing when it has run. */
        void cancel();
    }
}
