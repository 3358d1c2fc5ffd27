package dev.tocsin.web;

import dev.tocsin.incident.Entry;
import dev.tocsin.incident.Incident;
import dev.tocsin.ledger.History;
import dev.tocsin.ledger.LedgerGone;
import dev.tocsin.notify.Parcel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the ledger remembers for a page; {@code fault} is why it does not, or the empty string. */
record Past(List<Incident> incidents, List<Entry> entries, List<Parcel> parcels, String fault) {
    private static final int MOST_ENTRIES = 1000;

    /** Nothing, and nothing is missing. */
    static final Past NOTHING = new Past(List.of(), List.of(), List.of(), "");

    /** The {@code most} newest incidents opened within {@code span}. */
    static Past recent(History history, Duration span, int most, Instant now) {
        try {
            return new Past(history.incidents(now.minus(span), most), List.of(), List.of(), "");
        } catch (LedgerGone gone) {
            return gone(gone);
        }
    }

    /** All about one incident; {@code incidents} has it in it, if there is or was one. */
    static Past of(History history, String id) {
        try {
            Optional<Incident> found = history.incident(id);
            return new Past(
                    found.stream().toList(),
                    history.entries(id, MOST_ENTRIES),
                    history.deliveries(id, MOST_ENTRIES),
                    "");
        } catch (LedgerGone gone) {
            return gone(gone);
        }
    }

    private static Past gone(LedgerGone gone) {
        return new Past(List.of(), List.of(), List.of(), String.valueOf(gone.getMessage()));
    }
}
