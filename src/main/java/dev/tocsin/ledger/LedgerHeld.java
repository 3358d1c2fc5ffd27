package dev.tocsin.ledger;

/** Another agent has the ledger open, so this one must not start. The message names it. */
public final class LedgerHeld extends Exception {
    public LedgerHeld(String message) {
        super(message);
    }
}
