package dev.tocsin.model;

import dev.tocsin.model.FloatHistogram.CounterReset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Collects what the series of one classic histogram say at one time and makes a native histogram with custom buckets of it, by
 * Prometheus' rules: what contradicts itself comes to nothing. Used again for each histogram; one thread.
 */
public final class ClassicHistogram {
    private final TreeMap<Double, Double> cumulated = new TreeMap<>();
    private double count = Double.NaN;
    private boolean counted;
    private double sum;
    private boolean contradictory;

    /** {@code count} observations are {@code bound} or less; of two such buckets the first counts. */
    public void bucket(double bound, double count) {
        Map.Entry<Double, Double> below = cumulated.lowerEntry(bound);
        Map.Entry<Double, Double> above = cumulated.higherEntry(bound);
        boolean falls = below != null && count < below.getValue() || above != null && count > above.getValue();
        contradictory |= count < 0 || Double.isNaN(bound) || bound == Double.NEGATIVE_INFINITY;
        if (!cumulated.containsKey(bound)) {
            contradictory |= falls;
            cumulated.put(bound, count);
        }
    }

    /** How many observations there are. */
    public void count(double observations) {
        contradictory |= observations < 0;
        count = observations;
        counted = true;
    }

    /** What they add up to; 0 when nobody says. */
    public void sum(double total) {
        sum = total;
    }

    /** Forgets everything. */
    public void clear() {
        cumulated.clear();
        counted = false;
        count = Double.NaN;
        sum = 0;
        contradictory = false;
    }

    /** The native histogram; empty when there is nothing to make it of, or when that contradicts itself. */
    public Optional<FloatHistogram> converted() {
        if (contradictory || !counted && cumulated.isEmpty()) {
            return Optional.empty();
        }
        double all = counted ? count : cumulated.lastEntry().getValue();
        double last = cumulated.getOrDefault(Double.POSITIVE_INFINITY, all);
        // Not a number is nobody's count.
        if (last != all) {
            return Optional.empty();
        }
        List<Double> bounds =
                new ArrayList<>(cumulated.headMap(Double.POSITIVE_INFINITY).keySet());
        return Optional.of(new FloatHistogram(
                CounterReset.UNKNOWN,
                FloatHistogram.CUSTOM,
                0,
                0,
                all,
                sum,
                Buckets.dense(0, counts(bounds, all)).compact(),
                Buckets.empty(),
                bounds));
    }

    private double[] counts(List<Double> bounds, double all) {
        double[] counts = new double[bounds.size() + 1];
        double before = 0;
        for (int at = 0; at < counts.length; at++) {
            double upTo = at < bounds.size() ? cumulated.getOrDefault(bounds.get(at), before) : all;
            counts[at] = upTo - before;
            before = upTo;
        }
        return counts;
    }
}
