package dev.tocsin.alert;

import java.time.Instant;

/**
 * A change in an alert's life, with the reason: what the log says and the history keeps. {@code at} of the end of one that was pushed is
 * when that was, as who pushed it says.
 */
public record Transition(Alert alert, Kind kind, Instant at) {
    /** What happened. */
    public enum Kind {
        /** Met for the first time, waits for its {@code for}. */
        PENDING,
        /** Fires. */
        FIRING,
        /** No longer met, kept firing. */
        FADING,
        /** Met again while it was kept firing. */
        REVIVED,
        /** Over before it fired. */
        FORGOTTEN,
        /** Fired, and is over. */
        ENDED,
        /** Who pushed it has not said for too long that it fires. */
        SILENT,
        /** Its rule is gone. */
        RULE_GONE
    }
}
