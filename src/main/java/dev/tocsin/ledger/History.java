package dev.tocsin.ledger;

import dev.tocsin.incident.Entry;
import dev.tocsin.incident.Incident;
import dev.tocsin.notify.Parcel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was, for people to look at. Reads only, and delays no commit. For any thread; at most two seconds; skips what is spoilt. */
public interface History extends AutoCloseable {
    /** The timeline of one incident, or with an empty name the audit of what belongs to none: the {@code limit} newest, oldest first. */
    List<Entry> entries(String incident, int limit) throws LedgerGone;

    /** Incidents opened since {@code since}, open or closed, newest first. */
    List<Incident> incidents(Instant since, int limit) throws LedgerGone;

    /** One incident, open or closed. */
    Optional<Incident> incident(String id) throws LedgerGone;

    /** The pages of one incident, oldest first, delivered ones too. */
    List<Parcel> deliveries(String incident, int limit) throws LedgerGone;

    @Override
    void close();
}
