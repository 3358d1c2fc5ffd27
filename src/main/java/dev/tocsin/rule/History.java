package dev.tocsin.rule;

import dev.tocsin.alert.RuleKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The last evaluations of each rule, newest first. Immutable. */
public final class History {
    private static final int KEPT = 20;
    private static final History EMPTY = new History(Map.of());

    private final Map<RuleKey, List<Trace>> traces;

    private History(Map<RuleKey, List<Trace>> traces) {
        this.traces = traces;
    }

    /** Nothing was evaluated yet. */
    public static History empty() {
        return EMPTY;
    }

    /** The last evaluations of {@code rule}, at most 20, newest first. */
    public List<Trace> of(RuleKey rule) {
        return traces.getOrDefault(rule, List.of());
    }

    History with(RuleKey rule, Trace trace) {
        List<Trace> all = new ArrayList<>(KEPT);
        all.add(trace);
        of(rule).stream().limit(KEPT - 1L).forEach(all::add);
        Map<RuleKey, List<Trace>> next = new TreeMap<>(traces);
        next.put(rule, List.copyOf(all));
        return new History(next);
    }

    History retain(Set<RuleKey> rules) {
        Map<RuleKey, List<Trace>> next = new TreeMap<>(traces);
        next.keySet().retainAll(rules);
        return new History(next);
    }
}
