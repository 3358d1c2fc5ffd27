package dev.tocsin.ledger.sql;

import dev.tocsin.ledger.Changes;
import dev.tocsin.ledger.Handover;
import dev.tocsin.ledger.codec.BadDocument;
import dev.tocsin.ledger.codec.ChangesCodec;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** The rows of what was decided without the lease. */
final class Handovers {
    private static final Logger LOG = Logger.getLogger(Handovers.class);
    private static final ChangesCodec CODEC =
            new ChangesCodec(what -> LOG.errorf("skipped a record of a handover: %s", what));

    private Handovers() {}

    /** Their lines of history go to the others at once: nobody else has lines under their keys. */
    static void put(Session session, String agent, Changes turns) throws SQLException {
        String insert =
                "INSERT INTO handover (id, at_ms, agent, document) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING";
        PreparedStatement statement = session.prepared(insert);
        statement.setString(1, Keys.storable(turns.turn()));
        statement.setLong(2, Keys.millis(turns.at()));
        statement.setString(3, Keys.storable(agent));
        statement.setString(4, CODEC.text(turns.withEntries(List.of())));
        statement.executeUpdate();
        Tables.ENTRY.put(session, turns.entries());
        session.commit();
    }

    /** Those whose key is not in {@code known}; their keys are, then. */
    static List<Handover> select(Session session, Set<String> known) throws SQLException {
        List<Handover> found = new ArrayList<>();
        try (ResultSet rows = session.prepared("SELECT id, document FROM handover ORDER BY at_ms, id")
                .executeQuery()) {
            while (rows.next()) {
                String key = rows.getString("id");
                if (known.add(key)) {
                    read(key, rows.getString("document"), found);
                }
            }
        }
        session.rollback();
        return List.copyOf(found);
    }

    private static void read(String key, String document, List<Handover> found) {
        try {
            found.add(new Handover(key, CODEC.parse(document)));
        } catch (BadDocument bad) {
            LOG.errorf("skipped handover=%s: %s", key, bad.getMessage());
        }
    }
}
