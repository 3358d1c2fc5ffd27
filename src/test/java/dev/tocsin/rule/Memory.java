package dev.tocsin.rule;

import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Matcher;
import dev.tocsin.promql.SeriesData;
import dev.tocsin.promql.Source;
import dev.tocsin.promql.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Series in memory, as plain as can be. */
final class Memory implements Source {
    private final Map<Labels, List<Value.Entry>> series = new TreeMap<>();

    void append(List<Value.Entry> samples) {
        samples.forEach(sample -> series.computeIfAbsent(sample.labels(), labels -> new ArrayList<>())
                .add(sample));
    }

    /** {@code put(at, "up", 1, "job", "a")}. */
    Memory put(Instant at, String name, double value, String... labels) {
        Labels full = Labels.of(labels).with("__name__", name);
        append(List.of(new Value.Entry(full, at.toEpochMilli(), value, null)));
        return this;
    }

    @Override
    public List<SeriesData> select(List<Matcher> matchers, long fromMillis, long toMillis) {
        return series.entrySet().stream()
                .filter(one -> Matcher.allMatch(matchers, one.getKey()))
                .map(one -> data(one.getKey(), one.getValue()))
                .toList();
    }

    private static SeriesData data(Labels labels, List<Value.Entry> points) {
        long[] times = points.stream().mapToLong(Value.Entry::timeMillis).toArray();
        double[] values = points.stream().mapToDouble(Value.Entry::value).toArray();
        @Nullable
        FloatHistogram[] histograms =
                points.stream().map(Value.Entry::histogram).toArray(FloatHistogram[]::new);
        return SeriesData.of(labels, times.length, times, values, new SeriesData.Extras(histograms, null));
    }
}
