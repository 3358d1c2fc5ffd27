package dev.tocsin.ledger;

import dev.tocsin.incident.Entry;

/** One line of the history under the key that it keeps, however often its turn is replayed. */
public record Logged(String id, Entry entry) {
    /** The {@code index}th entry of {@code turn}. Keys of one turn sort in the order in which they were written. */
    static Logged of(String turn, int index, Entry entry) {
        String number = Integer.toString(index);
        return new Logged(turn + '-' + "0".repeat(Math.max(0, 5 - number.length())) + number, entry);
    }
}
