package dev.tocsin.ledger.sql;

import dev.tocsin.clock.SystemClock;
import dev.tocsin.ledger.Changes;
import dev.tocsin.ledger.LedgerGone;
import dev.tocsin.ledger.RandomTurns;
import java.nio.file.Path;

/** A process of its own that commits random turns until it is killed, and says after each how many there are. */
final class Scribe {
    static final long SEED = 11;

    private Scribe() {}

    public static void main(String[] args) throws LedgerGone {
        SqlLedger ledger = SqlLedger.sqlite(Path.of(args[0]), new SystemClock());
        ledger.load();
        RandomTurns turns = new RandomTurns(SEED);
        for (int count = 1; ; count++) {
            Changes changes = turns.next();
            commit(ledger, changes);
            System.out.println(count);
        }
    }

    private static void commit(SqlLedger ledger, Changes changes) {
        while (true) {
            try {
                ledger.commit(changes);
                return;
            } catch (LedgerGone slow) {
                // A busy machine; the same turn again is always safe.
                continue;
            }
        }
    }
}
