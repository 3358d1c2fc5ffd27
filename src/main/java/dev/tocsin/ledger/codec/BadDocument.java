package dev.tocsin.ledger.codec;

/** A stored document that cannot be read; the message says which field and why, and quotes no value. */
public final class BadDocument extends RuntimeException {
    /** With what is wrong. */
    public BadDocument(String message) {
        super(message);
    }

    BadDocument(String message, Throwable cause) {
        super(message, cause);
    }
}
