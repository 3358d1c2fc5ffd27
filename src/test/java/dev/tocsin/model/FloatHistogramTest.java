package dev.tocsin.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tocsin.model.FloatHistogram.CounterReset;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FloatHistogramTest {
    private static FloatHistogram exponential(
            int schema, double threshold, double zeros, Buckets above, Buckets below) {
        double count = zeros + above.total() + below.total();
        return new FloatHistogram(
                CounterReset.UNKNOWN, schema, threshold, zeros, count, count * 2, above, below, List.of());
    }

    private static FloatHistogram custom(List<Double> bounds, double... counts) {
        Buckets buckets = Buckets.dense(0, counts);
        return new FloatHistogram(
                CounterReset.UNKNOWN,
                FloatHistogram.CUSTOM,
                0,
                0,
                buckets.total(),
                1,
                buckets,
                Buckets.empty(),
                bounds);
    }

    @Test
    void writesItsBucketsWithTheirLimits() {
        FloatHistogram histogram = exponential(0, 0.001, 2, Buckets.dense(0, 1, 2), Buckets.dense(0, 1, 2));
        assertThat(histogram)
                .hasToString("{count:8, sum:16, [-2,-1):2, [-1,-0.5):1, [-0.001,0.001]:2, (0.5,1]:1, (1,2]:2}");
        assertThat(custom(List.of(5d, 10d), 1, 0, 2)).hasToString("{count:3, sum:1, [-Inf,5]:1, (10,+Inf]:2}");
    }

    @Test
    void knowsTheLimitsOfFineAndCoarseBuckets() {
        assertThat(HistogramBucket.upperLimit(FloatHistogram.empty(2), 4)).isEqualTo(2);
        assertThat(HistogramBucket.upperLimit(FloatHistogram.empty(-2), 1)).isEqualTo(16);
        assertThat(HistogramBucket.upperLimit(FloatHistogram.empty(3), -8)).isEqualTo(0.5);
        assertThat(HistogramBucket.upperLimit(FloatHistogram.empty(0), 1024)).isEqualTo(Double.MAX_VALUE);
        assertThat(HistogramBucket.upperLimit(FloatHistogram.empty(1), 1)).isEqualTo(Math.sqrt(2));
    }

    @Test
    void coarsensByPairs() {
        FloatHistogram fine = exponential(1, 0, 0, Buckets.dense(-1, 1, 2, 3, 4, 5), Buckets.empty());
        assertThat(fine.coarsened(0).positive()).isEqualTo(Buckets.dense(0, 3, 7, 5));
        assertThat(fine.coarsened(1)).isSameAs(fine);
    }

    @Test
    void addsAtTheCoarserSchemaAndTheWiderZeroBucket() {
        FloatHistogram fine = exponential(1, 0.001, 1, Buckets.dense(1, 1, 1), Buckets.empty());
        FloatHistogram wide = exponential(0, 1, 5, Buckets.dense(1, 4), Buckets.empty());
        FloatHistogram sum = HistogramSum.add(fine, wide).orElseThrow().histogram();
        assertThat(sum.schema()).isZero();
        assertThat(sum.zeroThreshold()).isEqualTo(1);
        assertThat(sum.zeroCount()).isEqualTo(6);
        assertThat(sum.positive().get(1)).isEqualTo(6);
    }

    @Test
    void widensTheZeroBucketToTheEndOfTheBucketThatItWouldCut() {
        FloatHistogram narrow = exponential(0, 0.001, 1, Buckets.dense(0, 3, 7), Buckets.empty());
        FloatHistogram wide = exponential(0, 0.7, 2, Buckets.dense(2, 1), Buckets.empty());
        FloatHistogram sum = HistogramSum.add(narrow, wide).orElseThrow().histogram();
        assertThat(sum.zeroThreshold()).isEqualTo(1);
        assertThat(sum.zeroCount()).isEqualTo(6);
        assertThat(sum.positive()).isEqualTo(Buckets.dense(1, 7, 1));
    }

    @Test
    void reducesCustomBoundsToThoseThatAreShared() {
        HistogramSum sum = HistogramSum.add(
                        custom(List.of(1d, 2d, 3d), 1, 2, 3, 4), custom(List.of(2d, 5d), 10, 20, 30))
                .orElseThrow();
        assertThat(sum.reconciled()).isTrue();
        assertThat(sum.histogram().bounds()).containsExactly(2d);
        assertThat(sum.histogram().positive()).isEqualTo(Buckets.dense(0, 13, 57));
    }

    @Test
    void doesNotAddCustomToExponential() {
        assertThat(HistogramSum.add(custom(List.of(1d), 1, 1), FloatHistogram.empty(0)))
                .isEmpty();
    }

    @Test
    void tellsResetsByHintAndByComparison() {
        FloatHistogram less = exponential(0, 0, 0, Buckets.dense(0, 1, 2), Buckets.empty());
        FloatHistogram more = exponential(0, 0, 0, Buckets.dense(0, 1, 5), Buckets.empty());
        FloatHistogram moved = exponential(0, 0, 0, Buckets.dense(0, 0, 9), Buckets.empty());
        assertThat(more.isResetAfter(less)).isFalse();
        assertThat(less.isResetAfter(more)).isTrue();
        assertThat(moved.isResetAfter(less)).as("a bucket fell").isTrue();
        assertThat(more.with(CounterReset.RESET).isResetAfter(less)).isTrue();
        assertThat(less.with(CounterReset.NOT_RESET).isResetAfter(more)).isFalse();
        assertThat(exponential(1, 0, 0, Buckets.dense(0, 50), Buckets.empty()).isResetAfter(less))
                .as("finer than before")
                .isTrue();
    }

    @Test
    void keepsTrackOfWhatIsKnownOfResets() {
        FloatHistogram histogram = FloatHistogram.empty(0);
        HistogramSum conflict = HistogramSum.add(
                        histogram.with(CounterReset.RESET), histogram.with(CounterReset.NOT_RESET))
                .orElseThrow();
        assertThat(conflict.conflict()).isTrue();
        assertThat(conflict.histogram().reset()).isEqualTo(CounterReset.UNKNOWN);
        assertThat(histogram.times(-1).reset()).isEqualTo(CounterReset.GAUGE);
    }

    @Test
    void readsSpans() {
        Buckets buckets = Buckets.ofSpans(new int[] {-2, 3}, new int[] {2, 1}, new double[] {1, 2, 3});
        assertThat(buckets).isEqualTo(Buckets.of(new int[] {-2, -1, 3}, new double[] {1, 2, 3}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Buckets.ofSpans(new int[] {0}, new int[] {2}, new double[] {1}));
        assertThatIllegalArgumentException().isThrownBy(() -> Buckets.of(new int[] {1, 1}, new double[] {1, 1}));
    }
}
