package dev.tocsin.ledger;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** The ledger cannot be read or written now. The message is for operators: what is wrong with what, without secrets. */
public final class LedgerGone extends Exception {
    /** Why; decides what is done with the changes at hand. */
    public enum Why {
        /** No answer in time: whether the changes are durable is not known. */
        TIMEOUT,
        /** No database, no disk, no rights: the changes are not durable, or, if a connection broke in a commit, perhaps. */
        UNREACHABLE,
        /** Another agent has it. */
        HELD,
        /** Another agent has taken the lease: the changes are of one that may not decide any more, and are not durable. */
        FENCED,
        /** The database will never take these changes. */
        REFUSED
    }

    private final Why why;

    public LedgerGone(Why why, String message) {
        super(message);
        this.why = why;
    }

    public LedgerGone(Why why, String message, Throwable cause) {
        super(message, cause);
        this.why = why;
    }

    /** Because of a file or folder of {@code place}; says which, and in words why. */
    public static LedgerGone unreachable(String place, IOException fault) {
        String what = switch (fault) {
            case AccessDeniedException denied -> denied.getFile() + ": permission denied";
            case NoSuchFileException missing -> missing.getFile() + ": no such file or directory";
            default -> String.valueOf(fault.getMessage());
        };
        return new LedgerGone(Why.UNREACHABLE, place + ": " + what, fault);
    }

    public Why why() {
        return why;
    }
}
