package dev.tocsin.ledger.sql;

import dev.tocsin.incident.Incident;
import dev.tocsin.ledger.Poison;
import dev.tocsin.ledger.Snapshot;
import dev.tocsin.notify.Parcel;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
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
    static Snapshot snapshot(Connection connection) throws SQLException {
        List<Poison> poison = new ArrayList<>();
        Optional<Instant> latest = latest(connection);
        Snapshot snapshot = new Snapshot(
                latest,
                Tables.ALERT.select(connection, poison, "ORDER BY id"),
                Tables.INCIDENT.select(connection, poison, "WHERE closed_ms IS NULL ORDER BY opened_ms, id"),
                parcels(connection, poison),
                Tables.ACT.select(connection, poison, "ORDER BY id"),
                Tables.DEPLOYMENT.select(connection, poison, "ORDER BY id"),
                Tables.SPELL.select(connection, poison, "ORDER BY id"),
                Tables.SILENCE.select(connection, poison, "ORDER BY id"),
                Tables.REPLACEMENT.select(connection, poison, "ORDER BY id"),
                Tables.ROSTER.select(connection, poison, "ORDER BY id"),
                poison,
                latest.isPresent() ? lately(connection, poison, latest.get()) : List.of());
        connection.rollback();
        return snapshot;
    }

    private static List<Incident> lately(Connection connection, List<Poison> poison, Instant latest)
            throws SQLException {
        return Tables.INCIDENT
                .select(
                        connection,
                        poison,
                        "WHERE closed_ms > ? ORDER BY closed_ms DESC, id LIMIT ?",
                        Keys.millis(latest.minus(Snapshot.LATELY)),
                        OVER)
                .stream()
                .filter(incident -> Snapshot.isLately(incident, latest))
                .toList();
    }

    private static List<Parcel> parcels(Connection connection, List<Poison> poison) throws SQLException {
        List<Parcel> parcels = new ArrayList<>(Tables.DELIVERY.select(
                connection, poison, "WHERE state IN ('waiting', 'in_flight', 'held') ORDER BY paged_ms, id"));
        parcels.addAll(Tables.DELIVERY.select(
                connection, poison, "WHERE state = 'refused' ORDER BY paged_ms DESC, id DESC LIMIT ?", REFUSED));
        parcels.addAll(Tables.DELIVERY.select(
                connection, poison, "WHERE state = 'receipted' ORDER BY paged_ms DESC, id DESC LIMIT ?", RECEIPTS));
        return parcels;
    }

    private static Optional<Instant> latest(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT at_ms FROM latest WHERE id = 'turn'");
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(Instant.ofEpochMilli(rows.getLong("at_ms"))) : Optional.empty();
        }
    }
}
