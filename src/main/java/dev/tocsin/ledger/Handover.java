package dev.tocsin.ledger;

import java.util.List;
import java.util.Optional;

/**
 * What an agent decided while it could not reach the database, as one turn, under the {@code key} that it has there. Another agent
 * may have decided meanwhile, so that it is joined to the state of the holder rather than replayed.
 */
public record Handover(String key, Changes turns) {
    /**
     * What the holder must know of it: what people were told and asked for. Alerts, deployments and uptime it has seen itself. Incidents
     * that were ended are among it: to one that goes on by what the holder knows, people were told of an end.
     */
    public Snapshot found() {
        return new Snapshot(
                Optional.of(turns.at()),
                List.of(),
                turns.incidents(),
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
