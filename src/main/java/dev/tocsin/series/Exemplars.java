package dev.tocsin.series;

import dev.tocsin.model.Exemplar;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Matcher;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The latest exemplars of all series, in memory; beyond so many the oldest goes, of whatever series. For any thread. */
public final class Exemplars {
    private final int most;
    private final Deque<Labels> order = new ArrayDeque<>();
    private final Map<Labels, Deque<Exemplar>> bySeries = new HashMap<>();

    /** Keeps {@code most}. */
    public Exemplars(int most) {
        this.most = most;
    }

    /** Takes one, unless it is what the series had last, or older than that. */
    public synchronized void add(Labels series, Exemplar exemplar) {
        Deque<Exemplar> known = bySeries.computeIfAbsent(series, first -> new ArrayDeque<>(2));
        Exemplar last = known.peekLast();
        if (last != null && (last.isAs(exemplar) || exemplar.timeMillis() < last.timeMillis())) {
            return;
        }
        known.add(exemplar);
        order.add(series);
        if (order.size() > most) {
            forgetOldest();
        }
    }

    private void forgetOldest() {
        Labels series = order.remove();
        Deque<Exemplar> known = bySeries.get(series);
        if (known != null && known.poll() != null && known.isEmpty()) {
            bySeries.remove(series);
        }
    }

    /** How many there are. */
    public synchronized int size() {
        return order.size();
    }

    /** Those between two times, both included, of the series that any of {@code selectors} names; by series, in order. */
    public synchronized Map<Labels, List<Exemplar>> find(List<List<Matcher>> selectors, long from, long to) {
        Map<Labels, List<Exemplar>> found = new TreeMap<>();
        bySeries.forEach((series, exemplars) -> {
            if (selectors.stream().anyMatch(matchers -> Matcher.allMatch(matchers, series))) {
                List<Exemplar> inside = new ArrayList<>();
                for (Exemplar one : exemplars) {
                    if (one.timeMillis() >= from && one.timeMillis() <= to) {
                        inside.add(one);
                    }
                }
                if (!inside.isEmpty()) {
                    found.put(series, inside);
                }
            }
        });
        return found;
    }
}
