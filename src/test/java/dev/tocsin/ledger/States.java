package dev.tocsin.ledger;

import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/** Snapshots in one order and precision, so that they can be compared. */
public final class States {
    private States() {}

    /** {@code snapshot} with everything sorted, and the last turn's time as the ledger keeps it. */
    public static Snapshot sorted(Snapshot snapshot) {
        return new Snapshot(
                snapshot.last().map(at -> at.truncatedTo(ChronoUnit.MILLIS)),
                sorted(snapshot.alerts()),
                sorted(snapshot.incidents()),
                sorted(snapshot.parcels()),
                sorted(snapshot.acts()),
                sorted(snapshot.tenures()),
                sorted(snapshot.spells()),
                sorted(snapshot.silences()),
                sorted(snapshot.replacements()),
                sorted(snapshot.rosters()),
                snapshot.poison(),
                sorted(snapshot.lately()));
    }

    private static <T> List<T> sorted(List<T> values) {
        return values.stream().sorted(Comparator.comparing(Object::toString)).toList();
    }
}
