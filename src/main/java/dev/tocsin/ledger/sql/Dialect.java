package dev.tocsin.ledger.sql;

/**
 * What databases say differently about a lease. {@code now} is the database's own time in epoch milliseconds, also within a transaction
 * that began long ago. {@code check} selects the row of agent ? and token ? and keeps it from being changed before the transaction ends.
 */
public record Dialect(String now, String check) {
    /**
     * So that an agent which is paused in a commit does not keep the row for ever, the database ends a transaction in which nothing
     * happens.
     */
    static final Dialect POSTGRESQL = new Dialect(
            "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)",
            "SELECT token, set_config('idle_in_transaction_session_timeout', '5000', true) FROM holder"
                    + " WHERE id = 'loop' AND agent = ? AND token = ? FOR SHARE");

    /** For a database that lets one transaction write at a time; {@code now} is as above. */
    public static Dialect oneWriter(String now) {
        return new Dialect(now, "SELECT token FROM holder WHERE id = 'loop' AND agent = ? AND token = ?");
    }

    /** Nobody has it: it ran out, or the database's clock was put back behind all that the holder could have said. */
    String free() {
        return "(holder.until_ms < " + now + " OR holder.until_ms > " + now + " + " + 2 * SqlLease.LASTING.toMillis()
                + ")";
    }

    String look() {
        return "SELECT agent, host, pid, " + free() + " AS free FROM holder WHERE id = 'loop'";
    }

    String take() {
        return "INSERT INTO holder (id, agent, host, pid, token, since_ms, until_ms)"
                + " VALUES ('loop', ?, ?, ?, 1, " + now + ", " + now + " + ?)"
                + " ON CONFLICT (id) DO UPDATE SET agent = excluded.agent, host = excluded.host, pid = excluded.pid,"
                + " token = holder.token + 1, since_ms = excluded.since_ms, until_ms = excluded.until_ms"
                + " WHERE " + free() + " RETURNING token";
    }

    String renew() {
        return "UPDATE holder SET until_ms = " + now + " + ? WHERE id = 'loop' AND agent = ? AND token = ?";
    }
}
