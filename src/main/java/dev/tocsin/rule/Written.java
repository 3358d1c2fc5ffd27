package dev.tocsin.rule;

import dev.tocsin.alert.RuleKey;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Sample;
import dev.tocsin.promql.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which series each rule wrote the last time, so that those it writes no more get a stale marker. Immutable. */
public final class Written {
    private static final Written NOTHING = new Written(Map.of());

    private final Map<RuleKey, Set<Labels>> series;

    private Written(Map<RuleKey, Set<Labels>> series) {
        this.series = series;
    }

    /** Nothing was written yet. */
    public static Written nothing() {
        return NOTHING;
    }

    /** After {@code rule} wrote {@code samples}, stale markers not counted. */
    Written after(RuleKey rule, List<Value.Entry> samples) {
        Set<Labels> now = new HashSet<>();
        for (Value.Entry sample : samples) {
            if (sample.isHistogram() || !Sample.isStale(sample.value())) {
                now.add(sample.labels());
            }
        }
        if (now.equals(series.getOrDefault(rule, Set.of()))) {
            return this;
        }
        Map<RuleKey, Set<Labels>> next = new TreeMap<>(series);
        next.put(rule, Set.copyOf(now));
        return new Written(next);
    }

    /** {@code samples} and a stale marker at {@code timeMillis} for each series of {@code rule} that is not among them. */
    List<Value.Entry> completed(RuleKey rule, List<Value.Entry> samples, long timeMillis) {
        Set<Labels> gone = new HashSet<>(series.getOrDefault(rule, Set.of()));
        samples.forEach(sample -> gone.remove(sample.labels()));
        List<Value.Entry> all = new ArrayList<>(samples);
        gone.stream().sorted().forEach(labels -> all.add(new Value.Entry(labels, timeMillis, Sample.STALE, null)));
        return all;
    }

    /** What {@code rules} wrote. */
    Written retain(Set<RuleKey> rules) {
        Map<RuleKey, Set<Labels>> next = new TreeMap<>(series);
        next.keySet().retainAll(rules);
        return new Written(next);
    }

    /** Stale markers for everything that was written by rules other than {@code kept}. */
    List<Value.Entry> abandoned(Set<RuleKey> kept, long timeMillis) {
        List<Value.Entry> all = new ArrayList<>();
        series.forEach((rule, written) -> {
            if (!kept.contains(rule)) {
                all.addAll(completed(rule, List.of(), timeMillis));
            }
        });
        return all;
    }
}
