package dev.tocsin.incident;

import java.time.Instant;

/**
 * One line of an incident's timeline; kept in the ledger, shown everywhere. {@code text} is for people, without secrets. With an empty
 * {@code incident} it is a line of the audit.
 */
public record Entry(String incident, Instant at, Kind kind, String text) {
    /** What it is about. */
    public enum Kind {
        OPENED,
        ALERT,
        MUTED,
        PAGE,
        REFUSED,
        ESCALATED,
        EXHAUSTED,
        ACKNOWLEDGED,
        UNACKNOWLEDGED,
        /** Somebody gave it to somebody else. */
        HANDED_OVER,
        NOTE,
        ACT,
        RESOLVED,
        /** Somebody from outside did something: who, and what. */
        AUDIT
    }
}
