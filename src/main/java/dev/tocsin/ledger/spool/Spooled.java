package dev.tocsin.ledger.spool;

import dev.tocsin.ledger.Changes;

/** A turn in the spool, and how much the run that took it knew of the database's state. */
record Spooled(Changes changes, Knowledge knowledge) {
    /** How much a run knew; the letter stands before the turn in the file. */
    enum Knowledge {
        /** All, and all of it is in this turn too: the first of an outage. */
        WHOLE('W'),
        /** All. */
        INFORMED('I'),
        /** Nothing but what is in the spool: the database was gone when it began. */
        BLIND('B');

        final char letter;

        Knowledge(char letter) {
            this.letter = letter;
        }
    }

    boolean isBlind() {
        return knowledge == Knowledge.BLIND;
    }
}
