package dev.tocsin.rule;

import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Matcher;
import dev.tocsin.promql.SeriesData;
import dev.tocsin.promql.Source;
import dev.tocsin.promql.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A view of the series, and over it what the earlier rules of a group recorded in the same evaluation. One thread. */
final class Overlay implements Source {
    private final Source base;
    private final Map<Labels, Value.Entry> recorded = new LinkedHashMap<>();

    Overlay(Source base) {
        this.base = base;
    }

    void add(List<Value.Entry> samples) {
        samples.forEach(sample -> recorded.put(sample.labels(), sample));
    }

    @Override
    public List<SeriesData> select(List<Matcher> matchers, long fromMillis, long toMillis) {
        return over(base.select(matchers, fromMillis, toMillis), matchers, fromMillis, toMillis);
    }

    @Override
    public List<SeriesData> latest(List<Matcher> matchers, long fromMillis, long toMillis) {
        return over(base.latest(matchers, fromMillis, toMillis), matchers, fromMillis, toMillis);
    }

    private List<SeriesData> over(List<SeriesData> found, List<Matcher> matchers, long fromMillis, long toMillis) {
        Map<Labels, Value.Entry> wanted = new LinkedHashMap<>();
        recorded.forEach((labels, sample) -> {
            boolean inside = sample.timeMillis() >= fromMillis && sample.timeMillis() <= toMillis;
            if (inside && Matcher.allMatch(matchers, labels)) {
                wanted.put(labels, sample);
            }
        });
        if (wanted.isEmpty()) {
            return found;
        }
        List<SeriesData> all = new ArrayList<>(found.size() + wanted.size());
        for (SeriesData series : found) {
            Value.Entry sample = wanted.remove(series.labels());
            all.add(sample == null ? series : with(series, sample));
        }
        wanted.values().forEach(sample -> all.add(with(nothing(sample.labels()), sample)));
        return all;
    }

    private static SeriesData nothing(Labels labels) {
        return SeriesData.ofFloats(labels, 0, new long[0], new double[0]);
    }

    /** {@code series} up to the sample, and the sample. What the base holds of that time or later gives way to it. */
    private static SeriesData with(SeriesData series, Value.Entry sample) {
        int before = series.lastAtOrBefore(sample.timeMillis() - 1) + 1;
        long[] times = new long[before + 1];
        double[] values = new double[before + 1];
        long[] starts = new long[before + 1];
        @Nullable FloatHistogram[] histograms = new FloatHistogram[before + 1];
        for (int at = 0; at < before; at++) {
            times[at] = series.time(at);
            values[at] = series.value(at);
            starts[at] = series.start(at);
            histograms[at] = series.histogram(at);
        }
        times[before] = sample.timeMillis();
        values[before] = sample.value();
        histograms[before] = sample.histogram();
        SeriesData.Extras extras = new SeriesData.Extras(histograms, series.hasStarts() ? starts : null);
        return SeriesData.of(series.labels(), before + 1, times, values, extras);
    }
}
