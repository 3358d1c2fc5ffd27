package dev.tocsin.scrape;

import java.util.Collection;
import java.util.List;

/**
 * What is taken of a page beyond its samples, each behind the switch that it has in Prometheus.
 *
 * @param zeros {@code created-timestamp-zero-ingestion}: a zero at the time at which a counter, histogram or summary began to count
 * @param stored {@code st-storage}: that time is kept with each sample
 * @param exemplars {@code exemplar-storage}: exemplars of samples
 * @param typed {@code type-and-unit-labels}: the labels {@code __type__} and {@code __unit__}
 */
record Extras(boolean zeros, boolean stored, boolean exemplars, boolean typed) {
    /** The switches, as Prometheus calls them. */
    static final List<String> NAMES =
            List.of("created-timestamp-zero-ingestion", "st-storage", "exemplar-storage", "type-and-unit-labels");

    /** Nothing: Prometheus' default. */
    static final Extras NONE = new Extras(false, false, false, false);

    static Extras of(Collection<String> names) {
        return new Extras(
                names.contains(NAMES.get(0)),
                names.contains(NAMES.get(1)),
                names.contains(NAMES.get(2)),
                names.contains(NAMES.get(3)));
    }

    /** Whether it matters since when something counts: then lines {@code _created} are that, and no series. */
    boolean starts() {
        return zeros || stored;
    }
}
