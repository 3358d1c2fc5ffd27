package dev.tocsin.scrape;

import dev.tocsin.model.Batch;
import dev.tocsin.model.Exemplar;
import dev.tocsin.model.Labels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The exemplars of one native histogram, which has one for each of several buckets. As in Prometheus none without a time of its own: nobody
 * could tell it from that of the page before. Not for use by two threads.
 */
final class HistogramExemplars {
    private final List<Exemplar> found = new ArrayList<>();

    void add(Exemplar exemplar) {
        if (exemplar.timeMillis() != Taker.NO_TIME) {
            found.add(exemplar);
        }
    }

    void clear() {
        found.clear();
    }

    /** Hands them over as those of {@code series}, the oldest first, since who keeps them takes none that is older than the last. */
    void moveTo(Labels series, Batch batch) {
        found.sort(Comparator.comparingLong(Exemplar::timeMillis));
        found.forEach(exemplar -> batch.mark(series, exemplar));
        found.clear();
    }
}
