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

    /** A busy machine may be late; the same turn again is always safe. */
    private static void commit(SqlLedger ledger, Changes changes) {
        boolean isCommitted = false;
        while (!isCommitted) {
            isCommitted = attempt(ledger, changes);
        }
    }

    private static boolean attempt(SqlLedger ledger, Changes changes) {
        try {
            ledger.commit(changes);
            return true;
        } catch (LedgerGone late) {
            return false;
        }
    }
}
