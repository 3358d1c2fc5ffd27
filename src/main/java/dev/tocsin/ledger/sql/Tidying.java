package dev.tocsin.ledger.sql;

import dev.tocsin.ledger.Retention;
import dev.tocsin.uptime.Uptimes;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What is deleted when it is old, a few hundred rows at a time. */
final class Tidying {
    private static final long BATCH = 500;

    /** Longer than a turn may wait in a spool for the database's return and still be known there. */
    private static final Duration TURNS = Duration.ofDays(7);

    private Tidying() {}

    /** Deletes rows of {@code table} that {@code doomed} selects: those older than {@code before}. */
    record Step(String table, String doomed, Instant before) {
        /** Deletes one batch; returns how many rows went. */
        long run(Session session) throws SQLException {
            String delete =
                    "DELETE FROM " + table + " WHERE id IN (SELECT id FROM " + table + " WHERE " + doomed + " LIMIT ?)";
            PreparedStatement statement = session.prepared(delete);
            statement.setLong(1, Keys.millis(before));
            statement.setLong(2, BATCH);
            long rows = statement.executeUpdate();
            session.commit();
            return rows;
        }

        /** Whether there may be more after a batch of {@code rows}. */
        static boolean isUnfinished(long rows) {
            return rows == BATCH;
        }
    }

    /** The steps in their order: what belongs to an incident goes before it. */
    static List<Step> steps(Retention retention, Instant now) {
        Instant incidents = now.minus(retention.incidents());
        String ofEnded = "incident IN (SELECT id FROM incident WHERE closed_ms < ?)";
        return List.of(
                new Step("turn", "at_ms < ? AND id NOT IN (SELECT turn FROM latest)", now.minus(TURNS)),
                new Step("handover", "at_ms < ?", now.minus(TURNS)),
                new Step("entry", ofEnded, incidents),
                new Step("delivery", ofEnded + " AND state NOT IN ('waiting', 'in_flight', 'held')", incidents),
                new Step(
                        "delivery",
                        "paged_ms < ? AND state NOT IN ('waiting', 'in_flight', 'held') AND incident LIKE 'digest-%'",
                        incidents),
                new Step(
                        "delivery",
                        "incident = '' AND paged_ms < ? AND state NOT IN ('waiting', 'in_flight')",
                        incidents),
                new Step("act", "over_ms < ?", incidents),
                new Step("incident", "closed_ms < ?", incidents),
                new Step("silence", "ends_ms < ?", incidents),
                new Step("replacement", "ends_ms < ?", incidents),
                new Step("spell", "until_ms < ?", now.minus(Uptimes.REMEMBERED)),
                new Step("deployment", "until_ms < ?", incidents),
                new Step(
                        "entry",
                        "at_ms < ? AND incident NOT IN (SELECT id FROM incident)",
                        now.minus(retention.audit())));
    }
}
