package dev.tocsin.remote;

import dev.tocsin.model.Batch;
import dev.tocsin.model.Buckets;
import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.Labels;
import dev.tocsin.relabel.Relabel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The {@code WriteRequest} of remote write 1.0, being written. Not for two threads. */
final class Writing {
    private static final int SERIES = 1;
    private static final int MOST_REMEMBERED = 100_000;

    private final Labels external;
    private final boolean histograms;
    private final List<Relabel> relabel;

    /** What became of series by relabelling, so that it is done once for each. */
    private final Map<Labels, Optional<Labels>> relabelled = new HashMap<>();

    private final Wire request = new Wire();
    private final Wire series = new Wire();
    private final Wire inner = new Wire();
    private final Wire innermost = new Wire();
    private int samples;

    /**
     * {@code external} labels go with every series that has none of the same name; then {@code relabel} says what becomes of it.
     */
    Writing(Labels external, boolean histograms, List<Relabel> relabel) {
        this.relabel = relabel;
        this.external = external;
        this.histograms = histograms;
    }

    int samples() {
        return samples;
    }

    int size() {
        return request.size();
    }

    /** Adds point {@code at} of {@code batch}; a histogram only where those are wanted. */
    void add(Batch batch, int at) {
        FloatHistogram histogram = batch.histogram(at);
        if (histogram != null && !histograms) {
            return;
        }
        Optional<Labels> changed = relabel.isEmpty() ? Optional.empty() : relabelled(batch.labels(at));
        if (!relabel.isEmpty() && changed.isEmpty()) {
            return;
        }
        request.part(SERIES, series, one -> {
            changed.ifPresentOrElse(other -> whole(one, other), () -> labels(one, batch.labels(at)));
            if (histogram == null) {
                one.part(2, inner, sample -> sample.real(1, batch.value(at)).whole(2, batch.time(at)));
            } else {
                one.part(4, inner, part -> histogram(part, histogram, batch.time(at)));
            }
        });
        samples++;
    }

    /** Empty when it is dropped. */
    private Optional<Labels> relabelled(Labels labels) {
        if (relabelled.size() > MOST_REMEMBERED) {
            relabelled.clear();
        }
        return relabelled.computeIfAbsent(labels, first -> {
            Labels.Builder all = external.toBuilder();
            first.forEach(all::set);
            return Relabel.apply(relabel, all.build()).filter(kept -> kept.size() > 0);
        });
    }

    private void whole(Wire one, Labels labels) {
        for (int at = 0; at < labels.size(); at++) {
            label(one, labels, at);
        }
    }

    /** Both in order of names. */
    private void labels(Wire one, Labels labels) {
        int own = 0;
        int outer = 0;
        while (own < labels.size() || outer < external.size()) {
            int order = own == labels.size()
                    ? 1
                    : outer == external.size() ? -1 : labels.nameAt(own).compareTo(external.nameAt(outer));
            if (order <= 0) {
                label(one, labels, own++);
                outer += order == 0 ? 1 : 0;
            } else {
                label(one, external, outer++);
            }
        }
    }

    private void label(Wire one, Labels labels, int at) {
        one.part(1, inner, label -> label.text(1, labels.nameAt(at)).text(2, labels.valueAt(at)));
    }

    private void histogram(Wire out, FloatHistogram histogram, long time) {
        out.real(2, histogram.count())
                .real(3, histogram.sum())
                .signed(4, histogram.schema())
                .real(5, histogram.zeroThreshold())
                .real(7, histogram.zeroCount());
        buckets(out, histogram.negative(), 8);
        buckets(out, histogram.positive(), 11);
        out.whole(
                14,
                switch (histogram.reset()) {
                    case UNKNOWN -> 0;
                    case RESET -> 1;
                    case NOT_RESET -> 2;
                    case GAUGE -> 3;
                });
        out.whole(15, time);
        if (!histogram.bounds().isEmpty()) {
            out.reals(
                    16, histogram.bounds().stream().mapToDouble(bound -> bound).toArray());
        }
    }

    /** Spans in field {@code spans}, and counts two fields on. */
    private void buckets(Wire out, Buckets buckets, int spans) {
        double[] counts = new double[buckets.size()];
        int end = 0;
        for (int at = 0; at < counts.length; ) {
            int start = buckets.indexAt(at);
            int length = 0;
            while (at < counts.length && buckets.indexAt(at) == start + length) {
                counts[at] = buckets.countAt(at);
                at++;
                length++;
            }
            int offset = start - end;
            int many = length;
            out.part(spans, innermost, span -> span.signed(1, offset).whole(2, many));
            end = start + length;
        }
        if (counts.length > 0) {
            out.reals(spans + 2, counts);
        }
    }

    /** The body of a request with all that was added; from here on it is empty. */
    byte[] take() {
        byte[] body = Snappy.compress(request.array(), request.size());
        request.clear();
        samples = 0;
        return body;
    }
}
