package dev.tocsin.ledger;

import dev.tocsin.incident.Incident;
import java.util.List;
import java.util.Optional;

/**
 * What an agent decided while it could not reach the database, as one turn, under the {@code key} that it has there. Another agent
 * may have decided meanwhile, so that it is joined to the state of the holder rather than replayed.
 */
public record Handover(String key, Changes turns) {
    /**
     * What the holder must know of it: what people were told and asked for. Alerts, deployments and uptime it has seen itself.
     */
    public Snapshot found() {
        List<Incident> open = turns.incidents().stream()
                .filter(incident -> incident.closed().isEmpty())
                .toList();
        return new Snapshot(
                Optional.of(turns.at()),
                List.of(),
                open,
                turns.parcels(),
                turns.acts(),
                List.of(),
                List.of(),
                turns.silences(),
                turns.replacements(),
                List.of(),
                List.of());
    }
}
