package dev.tocsin.ledger.spool;

import dev.tocsin.alert.Alert;
import dev.tocsin.ledger.AlertKey;
import dev.tocsin.ledger.Changes;
import dev.tocsin.ledger.Snapshot;
import java.util.HashSet;
import java.util.Set;

/**
 * The alerts that fire in the database, and of which a run that began without it does not know. To such a run the alert is new and pending,
 * or nothing at all: neither says that what people were told of is over. The next evaluation of the rule says. One thread at a time.
 */
final class Unseen {
    private final Set<AlertKey> alerts = new HashSet<>();

    /** Everything that fires in {@code database}. */
    Unseen(Snapshot database) {
        database.alerts().stream().filter(Alert::isFiring).map(AlertKey::of).forEach(alerts::add);
    }

    /** What {@code turn} changes as far as its run knew; turns are to be given in their order. What it sees fire it knows from then on. */
    Changes seenBy(Spooled turn) {
        Changes changes = turn.changes();
        if (!turn.isBlind() || alerts.isEmpty()) {
            return changes;
        }
        changes.alerts().stream().filter(Alert::isFiring).map(AlertKey::of).forEach(alerts::remove);
        return changes.withAlertsOf(
                changes.alerts().stream()
                        .filter(alert -> !alerts.contains(AlertKey.of(alert)))
                        .toList(),
                changes.ended().stream().filter(key -> !alerts.contains(key)).toList());
    }
}
