package dev.tocsin.api;

import dev.tocsin.incident.Entry;
import dev.tocsin.notify.Cut;
import java.time.Instant;
import java.util.Optional;

/** Lines of the audit: who did what from outside, and by which message, so that this is known for taken after a restart too. */
final class Audit {
    private static final String MESSAGE = " message=";

    private Audit() {}

    static Entry of(Instant at, String what, String by) {
        return new Entry("", at, Entry.Kind.AUDIT, Cut.line(what + " by " + by));
    }

    /** As {@link #of}, by the signed message {@code id}. */
    static Entry of(Instant at, String what, String by, String id) {
        return new Entry("", at, Entry.Kind.AUDIT, Cut.line(what + " by " + by) + MESSAGE + id);
    }

    /** The message by which it was done, if it was done by one. */
    static Optional<String> message(Entry entry) {
        int at = entry.text().lastIndexOf(MESSAGE);
        return entry.kind() == Entry.Kind.AUDIT && at >= 0
                ? Optional.of(entry.text().substring(at + MESSAGE.length()))
                : Optional.empty();
    }
}
