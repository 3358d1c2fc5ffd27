package dev.tocsin.lab.promqltest;

import dev.tocsin.model.Labels;
import dev.tocsin.model.Matcher;
import dev.tocsin.promql.SeriesData;
import dev.tocsin.promql.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds what a script has loaded. */
final class Store implements Source {
    private final Map<Labels, LoadedSeries> loaded = new LinkedHashMap<>();
    private @Nullable List<SeriesData> built;

    void put(Labels labels, long time, Point point, long start) {
        built = null;
        loaded.computeIfAbsent(labels, LoadedSeries::new).put(time, point, start);
    }

    void clear() {
        built = null;
        loaded.clear();
    }

    @Override
    public List<SeriesData> select(List<Matcher> matchers, long fromMillis, long toMillis) {
        List<SeriesData> all = built;
        if (all == null) {
            all = loaded.values().stream().map(LoadedSeries::data).toList();
            built = all;
        }
        List<SeriesData> found = new ArrayList<>();
        for (SeriesData series : all) {
            if (Matcher.allMatch(matchers, series.labels())) {
                found.add(series);
            }
        }
        return found;
    }
}
