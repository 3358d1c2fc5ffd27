package dev.tocsin.ledger;

import java.time.Instant;

/** How safe what is committed is, for health, readiness, and for acts, which are only done when it is {@link Durable}. */
public sealed interface Durability {
    /** In the database. */
    record Durable() implements Durability {}

    /** In the local spool since {@code since}; {@code turns} wait there for the database. */
    record Spooling(Instant since, long turns, String cause) implements Durability {}

    /** In memory only, since {@code since}: a crash now would forget it. */
    record Gone(Instant since, String cause) implements Durability {}

    /** Nothing is to be committed, since another agent on the same database decides: {@code why} names it. */
    record StandingBy(Instant since, String why) implements Durability {}

    /** Whether some durable store can be written. */
    default boolean isWritable() {
        return !(this instanceof Gone);
    }
}
