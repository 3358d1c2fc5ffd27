package dev.tocsin.incident;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What one endpoint knows: the fingerprints of the alerts that it was told fire, and when it was last told. It is owed the end
 * of each. {@code again} is how often it was called anew while it knew already.
 */
public record Told(Endpoint endpoint, SortedSet<String> firing, Instant last, int again) {
    public Told {
        firing = Collections.unmodifiableSortedSet(new TreeSet<>(firing));
    }

    /** An endpoint that was called once. */
    public Told(Endpoint endpoint, SortedSet<String> firing, Instant last) {
        this(endpoint, firing, last, 0);
    }

    /** Called anew. */
    Told calledAgain() {
        return new Told(endpoint, firing, last, again + 1);
    }

    /**
     * What the endpoint knows when another agent told it {@code other}. If that was the end, while by us it goes on, nobody knows which
     * came last, so that it is due to be said again; also if one of both told it later of less, which may be the end of the rest.
     */
    Told joined(Told other) {
        SortedSet<String> both = new TreeSet<>(firing);
        both.addAll(other.firing);
        boolean isOver = firing.isEmpty() != other.firing.isEmpty() || isLess(other) || other.isLess(this);
        Instant later = last.isAfter(other.last) ? last : other.last;
        return new Told(endpoint, both, isOver ? Instant.EPOCH : later, Math.max(again, other.again));
    }

    /** Whether {@code later} came later, and does not have all of this. */
    private boolean isLess(Told later) {
        return later.last.isAfter(last) && !later.firing.containsAll(firing);
    }
}
