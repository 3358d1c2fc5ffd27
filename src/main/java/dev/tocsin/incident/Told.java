package dev.tocsin.incident;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What one endpoint knows: the fingerprints of the alerts that it was told fire, and when it was last told. It is owed the end
 * of each.
 */
public record Told(Endpoint endpoint, SortedSet<String> firing, Instant last) {
    public Told {
        firing = Collections.unmodifiableSortedSet(new TreeSet<>(firing));
    }
}
