package dev.tocsin.ledger.sql;

import dev.tocsin.incident.Entry;
import dev.tocsin.incident.Incident;
import dev.tocsin.ledger.History;
import dev.tocsin.ledger.Lane;
import dev.tocsin.ledger.LedgerGone;
import dev.tocsin.ledger.LedgerGone.Why;
import dev.tocsin.ledger.Logged;
import dev.tocsin.notify.Parcel;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** History over a connection of its own for each question, so that it never holds what the ledger writes with. */
final class SqlHistory implements History {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Vault vault;
    private final Lane lane;

    SqlHistory(Vault vault) {
        this.vault = vault;
        this.lane = new Lane("history of " + vault.name());
    }

    @Override
    public List<Entry> entries(String incident, int limit) throws LedgerGone {
        String rest = "WHERE incident = ? ORDER BY at_ms DESC, id DESC LIMIT ?";
        return select(Tables.ENTRY, rest, Keys.storable(incident), (long) limit).reversed().stream()
                .map(Logged::entry)
                .toList();
    }

    @Override
    public List<Incident> incidents(Instant since, int limit) throws LedgerGone {
        String rest = "WHERE opened_ms >= ? ORDER BY opened_ms DESC, id DESC LIMIT ?";
        return select(Tables.INCIDENT, rest, Keys.millis(since), (long) limit);
    }

    @Override
    public Optional<Incident> incident(String id) throws LedgerGone {
        return select(Tables.INCIDENT, "WHERE id = ?", Keys.storable(id)).stream()
                .findFirst();
    }

    @Override
    public List<Parcel> deliveries(String incident, int limit) throws LedgerGone {
        String rest = "WHERE incident = ? ORDER BY paged_ms, id LIMIT ?";
        return select(Tables.DELIVERY, rest, Keys.storable(incident), (long) limit);
    }

    private <T> List<T> select(Table<T> table, String rest, Object... values) throws LedgerGone {
        return lane.call(PATIENCE, () -> {
            try (Session session = new Session(vault.connect())) {
                List<T> found = table.select(session, new ArrayList<>(), rest, values);
                session.rollback();
                return found;
            } catch (SQLException fault) {
                throw new LedgerGone(Why.UNREACHABLE, vault.name() + ": " + fault.getMessage(), fault);
            }
        });
    }

    @Override
    public void close() {
        lane.close();
    }
}
