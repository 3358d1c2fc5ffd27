package dev.tocsin.lab.promqltest;

import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.FloatHistogram.CounterReset;
import dev.tocsin.model.Labels;
import dev.tocsin.promql.SeriesData;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The samples of one series in order of time, with what a database would know of counter resets. */
final class LoadedSeries {
    private final Labels labels;
    private final TreeMap<Long, Loaded> samples = new TreeMap<>();

    private record Loaded(Point point, long start) {}

    LoadedSeries(Labels labels) {
        this.labels = labels;
    }

    void put(long time, Point point, long start) {
        samples.put(time, new Loaded(point, start));
    }

    SeriesData data() {
        int size = samples.size();
        long[] times = new long[size];
        double[] values = new double[size];
        FloatHistogram[] histograms = new FloatHistogram[size];
        long[] starts = new long[size];
        int at = 0;
        FloatHistogram before = null;
        for (var entry : samples.entrySet()) {
            times[at] = entry.getKey();
            starts[at] = entry.getValue().start;
            switch (entry.getValue().point) {
                case Point.Number number -> {
                    values[at] = number.value();
                    before = null;
                }
                case Point.Histogram histogram -> {
                    FloatHistogram hinted = hinted(before, histogram.value());
                    histograms[at] = hinted;
                    before = hinted.isStale() ? null : hinted;
                }
                case Point.Missing missing -> before = null;
            }
            at++;
        }
        return SeriesData.of(labels, size, times, values, new SeriesData.Extras(histograms, starts));
    }

    /**
     * Within a chunk, Prometheus' database knows that a histogram is no reset after the one before; of the first in a
     * chunk it says nothing. A reset, a change of the layout and of the kind of sample begin a new chunk.
     */
    private static FloatHistogram hinted(@Nullable FloatHistogram before, FloatHistogram histogram) {
        if (histogram.reset() == CounterReset.GAUGE || histogram.isStale()) {
            return histogram;
        }
        boolean sameChunk = before != null
                && before.reset() != CounterReset.GAUGE
                && histogram.reset() != CounterReset.RESET
                && before.schema() == histogram.schema()
                && before.zeroThreshold() == histogram.zeroThreshold()
                && before.bounds().equals(histogram.bounds())
                && !histogram.with(CounterReset.UNKNOWN).isResetAfter(before);
        return histogram.with(sameChunk ? CounterReset.NOT_RESET : CounterReset.UNKNOWN);
    }
}
