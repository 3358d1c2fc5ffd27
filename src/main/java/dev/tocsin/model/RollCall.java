package dev.tocsin.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which series a source yielded in its last round. A series that does not come again ends with the stale marker, as in
 * Prometheus, so that nobody takes its last value for the present one. Immutable.
 */
public record RollCall(Set<Labels> present) {
    /** Nothing was ever seen. */
    public static final RollCall EMPTY = new RollCall(Set.of());

    public RollCall {
        present = Set.copyOf(present);
    }

    /** A round with the ends of what it misses, and the roll for the round after it. */
    public record Answer(RollCall next, List<Sample> samples) {}

    /** What {@code round}, taken at {@code timeMillis}, amounts to. */
    public Answer call(List<Sample> round, long timeMillis) {
        Set<Labels> now = new LinkedHashSet<>();
        round.forEach(sample -> now.add(sample.labels()));
        List<Sample> all = new ArrayList<>(round);
        for (Labels gone : new TreeSet<>(present)) {
            if (!now.contains(gone)) {
                all.add(new Sample(gone, timeMillis, Sample.STALE));
            }
        }
        return new Answer(new RollCall(now), List.copyOf(all));
    }
}
