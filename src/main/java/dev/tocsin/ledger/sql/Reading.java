package dev.tocsin.ledger.sql;

import dev.tocsin.incident.Incident;
import dev.tocsin.ledger.Poison;
import dev.tocsin.ledger.Snapshot;
import dev.tocsin.notify.Parcel;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the tables hold. */
final class Reading {
    /** More than the outbox remembers of what was refused. */
    private static final long REFUSED = 200;

    /** Of what has arrived and was given a name by the far end: later pages of an incident refer to it. */
    private static final long RECEIPTS = 500;

    /** Of what was over lately. */
    private static final long OVER = 1000;

    private Reading() {}

    /** The state; of one instant, since it is read in one transaction. */
    static Snapshot snapshot(Session session) throws SQLException {
        List<Poison> poison = new ArrayList<>();
        Optional<Instant> latest = Latest.at(session);
        Snapshot snapshot = new Snapshot(
                latest,
                Tables.ALERT.select(session, poison, "ORDER BY id"),
                Tables.INCIDENT.select(session, poison, "WHERE closed_ms IS NULL ORDER BY opened_ms, id"),
                parcels(session, poison),
                Tables.ACT.select(session, poison, "ORDER BY id"),
                Tables.DEPLOYMENT.select(session, poison, "ORDER BY id"),
                Tables.SPELL.select(session, poison, "ORDER BY id"),
                Tables.SILENCE.select(session, poison, "ORDER BY id"),
                Tables.REPLACEMENT.select(session, poison, "ORDER BY id"),
                Tables.ROSTER.select(session, poison, "ORDER BY id"),
                poison,
                latest.isPresent() ? lately(session, poison, latest.get()) : List.of());
        session.rollback();
        return snapshot;
    }

    private static List<Incident> lately(Session session, List<Poison> poison, Instant latest) throws SQLException {
        return Tables.INCIDENT
                .select(
                        session,
                        poison,
                        "WHERE closed_ms > ? ORDER BY closed_ms DESC, id LIMIT ?",
                        Keys.millis(latest.minus(Snapshot.LATELY)),
                        OVER)
                .stream()
                .filter(incident -> Snapshot.isLately(incident, latest))
                .toList();
    }

    private static List<Parcel> parcels(Session session, List<Poison> poison) throws SQLException {
        List<Parcel> parcels = new ArrayList<>(Tables.DELIVERY.select(
                session, poison, "WHERE state IN ('waiting', 'in_flight', 'held') ORDER BY paged_ms, id"));
        parcels.addAll(Tables.DELIVERY.select(
                session, poison, "WHERE state = 'refused' ORDER BY paged_ms DESC, id DESC LIMIT ?", REFUSED));
        parcels.addAll(Tables.DELIVERY.select(
                session, poison, "WHERE state = 'receipted' ORDER BY paged_ms DESC, id DESC LIMIT ?", RECEIPTS));
        return parcels;
    }
}
