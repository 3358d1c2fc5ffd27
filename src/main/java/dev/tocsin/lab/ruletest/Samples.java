package dev.tocsin.lab.ruletest;

import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Matcher;
import dev.tocsin.promql.SeriesData;
import dev.tocsin.promql.Source;
import dev.tocsin.promql.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The series of one scenario: what is written down, and what rules make of it. Not for use by two threads. */
final class Samples implements Source {
    private final Map<Labels, Points> series = new TreeMap<>();

    /** Adds {@code samples}. One that is not later than its series' last is dropped, as a database would. */
    void append(List<Value.Entry> samples) {
        samples.forEach(sample ->
                series.computeIfAbsent(sample.labels(), labels -> new Points()).append(sample));
    }

    @Override
    public List<SeriesData> select(List<Matcher> matchers, long fromMillis, long toMillis) {
        return series.entrySet().stream()
                .filter(one -> Matcher.allMatch(matchers, one.getKey()))
                .map(one -> one.getValue().data(one.getKey()))
                .toList();
    }

    /** Grows at its end only, so that the arrays may be handed out with the count of points at that time. */
    private static final class Points {
        private int size;
        private long[] times = new long[16];
        private double[] values = new double[16];
        private @Nullable FloatHistogram[] histograms = new FloatHistogram[16];
        private boolean hasHistograms;

        void append(Value.Entry sample) {
            if (size > 0 && times[size - 1] >= sample.timeMillis()) {
                return;
            }
            if (size == times.length) {
                times = Arrays.copyOf(times, 2 * size);
                values = Arrays.copyOf(values, 2 * size);
                histograms = Arrays.copyOf(histograms, 2 * size);
            }
            times[size] = sample.timeMillis();
            values[size] = sample.value();
            histograms[size] = sample.histogram();
            hasHistograms |= sample.isHistogram();
            size++;
        }

        SeriesData data(Labels labels) {
            return hasHistograms
                    ? SeriesData.of(labels, size, times, values, new SeriesData.Extras(histograms, null))
                    : SeriesData.ofFloats(labels, size, times, values);
        }
    }
}
