package dev.tocsin.lab.proof;

import dev.tocsin.engine.Hands;
import dev.tocsin.engine.Inbox.Item;
import dev.tocsin.ledger.Ledger;
import dev.tocsin.ledger.Snapshot;
import dev.tocsin.notify.Channel;
import dev.tocsin.provider.Levers;
import java.util.Optional;

/**
 * The ports of an agent in a world, each as it is. Whoever wants to see whether a bug would be noticed puts one in between. One for each
 * world; for one thread.
 */
public interface Seams {
    /** Nothing in between. */
    Seams NONE = new Seams() {};

    /** Where the loop commits. */
    default Ledger ledger(Ledger real) {
        return real;
    }

    /** What the ledger stands on. */
    default Ledger database(Ledger real) {
        return real;
    }

    /** What carries steps out. */
    default Hands hands(Hands real) {
        return real;
    }

    /** The way to one endpoint. */
    default Channel channel(Channel real) {
        return real;
    }

    /** The way to the platform. */
    default Levers levers(Levers real) {
        return real;
    }

    /** What a start goes on from. */
    default Snapshot opened(Snapshot found) {
        return found;
    }

    /** What the loop is told of. */
    default Optional<Item> heard(Item item) {
        return Optional.of(item);
    }

    /** Whether the agent may do something now, {@code real} says its lease. */
    default boolean leave(boolean real) {
        return real;
    }

    /** The process is about to start anew; its files are below {@code name}. */
    default void starting(java.nio.file.Path spool) {}
}
