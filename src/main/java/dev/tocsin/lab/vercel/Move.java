package dev.tocsin.lab.vercel;

import java.time.Duration;
import java.time.Instant;

/** A job that moves production: asked for, begun after a moment, over at {@code ended}. */
record Move(boolean rollback, String from, String to, Instant asked, Instant ended, boolean succeeds) {
    /** {@code pending}, {@code in-progress}, {@code succeeded} or {@code failed}, as of {@code now}. */
    String status(Instant now) {
        if (!now.isBefore(ended)) {
            return succeeds ? "succeeded" : "failed";
        }
        Instant begun = asked.plus(Duration.between(asked, ended).dividedBy(3));
        return now.isBefore(begun) ? "pending" : "in-progress";
    }

    boolean isOver(Instant now) {
        return !now.isBefore(ended);
    }

    boolean hasMoved(Instant now) {
        return isOver(now) && succeeds;
    }
}
