package dev.tocsin.engine;

import java.util.Optional;

/** What became of something that the loop was told: whether who told it may rely on that. */
public enum Heard {
    /** It counts, and is in the ledger or the spool: a restart does not forget it. */
    KEPT(""),
    /** It counts, and nothing durable took it. */
    FORGETTABLE("it counts for now, but neither the ledger nor the spool can be written, and a restart would forget it:"
            + " say it again later"),
    /** Nothing came of it. */
    DROPPED("nothing came of it, since another agent decides by now, or it could not be taken: say it again"),
    /** Its turn is not over yet; it may count later. */
    LATE("a turn takes long, and whether anything came of it is not known yet: look, or say it again");

    private final String lacking;

    Heard(String lacking) {
        this.lacking = lacking;
    }

    /** For who told it: why that is not to be relied on. */
    public Optional<String> lacking() {
        return Optional.of(lacking).filter(text -> !text.isEmpty());
    }
}
