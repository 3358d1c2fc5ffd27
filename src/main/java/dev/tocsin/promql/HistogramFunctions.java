package dev.tocsin.promql;

import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.HistogramBucket;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The functions of one native histogram. */
final class HistogramFunctions {
    static final Map<String, ToDoubleFunction<FloatHistogram>> TABLE = Map.of(
            "histogram_count", FloatHistogram::count,
            "histogram_sum", FloatHistogram::sum,
            "histogram_avg", histogram -> histogram.sum() / histogram.count(),
            "histogram_stdvar", HistogramFunctions::variance,
            "histogram_stddev", histogram -> Math.sqrt(variance(histogram)));

    private HistogramFunctions() {}

    /** As if all observations of a bucket lay in its middle: geometric, for custom buckets arithmetic. */
    private static double variance(FloatHistogram histogram) {
        double mean = histogram.sum() / histogram.count();
        Kahan squares = new Kahan();
        for (HistogramBucket bucket : HistogramBucket.ascending(histogram)) {
            if (bucket.count() != 0) {
                double delta = middle(histogram, bucket) - mean;
                squares.add(bucket.count() * delta * delta);
            }
        }
        return (squares.raw() + squares.lost()) / histogram.count();
    }

    private static double middle(FloatHistogram histogram, HistogramBucket bucket) {
        if (histogram.isCustom()) {
            return (bucket.upper() + bucket.lower()) / 2;
        }
        if (bucket.lower() <= 0 && bucket.upper() >= 0) {
            return 0;
        }
        double middle = Math.sqrt(bucket.upper() * bucket.lower());
        return bucket.upper() < 0 ? -middle : middle;
    }
}
