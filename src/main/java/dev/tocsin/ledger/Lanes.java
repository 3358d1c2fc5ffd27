package dev.tocsin.ledger;

/** Where the lanes come from on which slow work is done: threads, or, in a simulation, the caller itself. */
@FunctionalInterface
public interface Lanes {
    /** Each on a platform thread of its own. */
    Lanes THREADS = Lane::new;

    /** A new lane; {@code name} is for messages. */
    Lane named(String name);
}
