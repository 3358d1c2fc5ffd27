package dev.tocsin.promql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.FloatHistogram.CounterReset;
import dev.tocsin.promql.RandomHistograms.Manner;
import dev.tocsin.promql.syntax.Features;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must be true of native histograms whatever they are: of series that are made up, and of every way to ask for them. */
class HistogramPropertiesTest {
    private static final Engine ENGINE = new Engine(Engine.Options.standard().with(Features.ofSuite()));
    private static final int SIZE = 30;
    private static final Engine.Range RANGE = new Engine.Range(0, SIZE * Fixture.STEP, 45_000);

    private static final List<String> WAYS = List.of(
            "h",
            "-h",
            "h * 2",
            "2 * h",
            "h / 3",
            "h / 0",
            "h + h",
            "h - h",
            "h + on(i) group_left() g",
            "h - on(i) g",
            "h == h",
            "h != on(i) g",
            "h == on(i) g",
            "h > 1",
            "h * on(i) h",
            "h </ 1.5",
            "h >/ 1.5",
            "h + 1",
            "h and g",
            "h or g",
            "h unless h",
            "sum(h)",
            "avg(h)",
            "sum by (k) (h)",
            "avg by (k) (h)",
            "count(h)",
            "group(h)",
            "max(h)",
            "stddev(h)",
            "topk(2, h)",
            "limitk(2, h)",
            "limit_ratio(0.5, h)",
            "quantile(0.5, h)",
            "count_values(\"v\", h)",
            "histogram_count(h)",
            "histogram_sum(h)",
            "histogram_avg(h)",
            "histogram_stddev(h)",
            "histogram_stdvar(h)",
            "histogram_quantile(0.9, h)",
            "histogram_quantile(scalar(histogram_count(sum(h))) / 100, h)",
            "histogram_fraction(-1, 2, h)",
            "histogram_quantiles(h, \"q\", 0.1, 0.9)",
            "rate(h[2m])",
            "increase(h[90s])",
            "delta(h[2m])",
            "irate(h[2m])",
            "idelta(h[2m])",
            "resets(h[3m])",
            "changes(h[3m])",
            "sum_over_time(h[2m])",
            "avg_over_time(h[2m])",
            "last_over_time(h[2m])",
            "first_over_time(h[2m])",
            "count_over_time(h[2m])",
            "present_over_time(h[2m])",
            "absent_over_time(h[30s])",
            "max_over_time(h[2m])",
            "quantile_over_time(0.5, h[2m])",
            "stddev_over_time(h[2m])",
            "mad_over_time(h[2m])",
            "ts_of_last_over_time(h[2m])",
            "deriv(h[2m])",
            "predict_linear(h[2m], 60)",
            "double_exponential_smoothing(h[2m], 0.5, 0.5)",
            "rate(h[2m] anchored)",
            "increase(h[2m] smoothed)",
            "h smoothed",
            "timestamp(h)",
            "absent(h)",
            "scalar(h)",
            "abs(h)",
            "clamp(h, 0, 1)",
            "label_replace(h, \"k\", \"x\", \"\", \"\")",
            "h offset 1m",
            "h @ 300",
            "rate(h[2m:30s])",
            "sum_over_time(h[2m:40s])",
            "avg_over_time(rate(h[1m])[2m:30s])",
            "histogram_quantile(0.5, sum(rate(h[2m])))",
            "sum(rate(h[2m])) + sum(rate(g[2m]))",
            "histogram_count(avg_over_time(h[2m])) > bool 3");

    private static Fixture wild(long seed) {
        RandomHistograms made = new RandomHistograms(new Random(seed));
        return new Fixture(
                made.line("h{i=\"1\", k=\"a\"}", SIZE, Manner.WILD, false),
                made.line("h{i=\"2\", k=\"a\"}", SIZE, Manner.WILD, false),
                made.line("h{i=\"3\", k=\"b\"}", SIZE, Manner.WILD, true),
                made.line("h{i=\"4\", k=\"c\"}", SIZE, Manner.WILD, true),
                "h{i=\"5\", k=\"c\"} 1+1x" + SIZE,
                made.line("g{i=\"1\"}", SIZE, Manner.WILD, false),
                made.line("g{i=\"3\"}", SIZE, Manner.WILD, true));
    }

    private static Fixture calm(long seed, boolean custom) {
        RandomHistograms made = new RandomHistograms(new Random(seed));
        return new Fixture(
                made.line("h{i=\"1\"}", SIZE, Manner.CALM, custom),
                made.line("h{i=\"2\"}", SIZE, Manner.CALM, custom),
                made.line("h{i=\"3\"}", SIZE, Manner.CALM, custom));
    }

    private static Outcome.Answer at(String query, Source source, long time) {
        return switch (ENGINE.instant(Fixture.parse(query), source, time)) {
            case Outcome.Answer answer -> answer;
            case Outcome.Failure failure -> throw new AssertionError(query + ": " + failure.message());
        };
    }

    private static String shown(double value, @Nullable FloatHistogram histogram) {
        return histogram == null ? "" + value : histogram.compact().toString();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aRangeIsItsInstants(long seed) {
        Fixture source = wild(seed);
        for (String way : WAYS) {
            List<String> ofRange = new ArrayList<>();
            TreeSet<String> rangeNotes = new TreeSet<>();
            switch (ENGINE.range(Fixture.parse(way), source, RANGE)) {
                case Outcome.Failure failure -> ofRange.add(failure.message());
                case Outcome.Answer(Value value, List<String> warnings, List<String> infos) -> {
                    rangeNotes.addAll(warnings);
                    rangeNotes.addAll(infos);
                    for (SeriesData series : ((Value.Matrix) value).series()) {
                        for (int at = 0; at < series.size(); at++) {
                            ofRange.add(series.time(at) + " " + series.labels() + " "
                                    + shown(series.value(at), series.isHistogram(at) ? series.histogram(at) : null));
                        }
                    }
                }
            }
            TreeSet<String> notes = new TreeSet<>();
            List<String> ofInstants = instants(way, source, notes);
            assertThat(ofRange).as(way).containsExactlyInAnyOrderElementsOf(ofInstants);
            assertThat(rangeNotes).as("what is said of " + way).isEqualTo(notes);
        }
    }

    private static List<String> instants(String way, Source source, TreeSet<String> notes) {
        List<String> lines = new ArrayList<>();
        for (long time = RANGE.fromMillis(); time <= RANGE.toMillis(); time += RANGE.stepMillis()) {
            switch (ENGINE.instant(Fixture.parse(way), source, time)) {
                case Outcome.Failure failure -> {
                    return List.of(failure.message());
                }
                case Outcome.Answer(Value value, List<String> warnings, List<String> infos) -> {
                    notes.addAll(warnings);
                    notes.addAll(infos);
                    long when = time;
                    if (value instanceof Value.Scalar scalar) {
                        lines.add(when + " {} " + scalar.value());
                    } else {
                        ((Value.Vector) value)
                                .entries()
                                .forEach(entry -> lines.add(
                                        when + " " + entry.labels() + " " + shown(entry.value(), entry.histogram())));
                    }
                }
            }
        }
        return lines;
    }

    private static Map<String, Double> numbers(String query, Source source, long time) {
        Map<String, Double> numbers = new TreeMap<>();
        ((Value.Vector) at(query, source, time).value())
                .entries()
                .forEach(entry -> numbers.put(entry.labels().toString(), entry.value()));
        return numbers;
    }

    private static Map<String, FloatHistogram> histograms(String query, Source source, long time) {
        Map<String, FloatHistogram> histograms = new TreeMap<>();
        for (Value.Entry entry : ((Value.Vector) at(query, source, time).value()).entries()) {
            FloatHistogram histogram = entry.histogram();
            if (histogram != null) {
                histograms.put(entry.labels().toString(), histogram.compact().with(CounterReset.GAUGE));
            }
        }
        return histograms;
    }

    private static void assertSame(String one, String other, Source source, long time) {
        Map<String, Double> left = numbers(one, source, time);
        Map<String, Double> right = numbers(other, source, time);
        assertThat(left.keySet()).as(one + " at " + time).isEqualTo(right.keySet());
        left.forEach((labels, value) -> assertThat(Math.abs(value - right.getOrDefault(labels, Double.NaN)))
                .as(one + " is " + value + ", " + other + " is " + right.get(labels) + " at " + time)
                .isLessThanOrEqualTo(1e-9 * Math.max(1, Math.abs(value))));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void arithmeticHolds(long seed) {
        for (boolean custom : List.of(false, true)) {
            Fixture source = calm(seed, custom);
            for (long time = 300_000; time < SIZE * Fixture.STEP; time += 100_000) {
                assertSame("histogram_count(sum(h))", "sum(histogram_count(h))", source, time);
                assertSame("histogram_sum(sum(h))", "sum(histogram_sum(h))", source, time);
                assertSame("histogram_count(avg(h))", "avg(histogram_count(h))", source, time);
                assertSame("histogram_count(-h)", "-histogram_count(h)", source, time);
                assertSame("histogram_count(rate(h[3m]))", "rate(histogram_count(h)[3m:30s])", source, time);
                assertSame("histogram_sum(increase(h[3m]))", "3 * 60 * histogram_sum(rate(h[3m]))", source, time);
                assertSame(
                        "histogram_count(sum_over_time(h[2m]))",
                        "sum_over_time(histogram_count(h)[2m:30s])",
                        source,
                        time);
                assertSame("histogram_fraction(-Inf, +Inf, h)", "histogram_count(h) > bool 0", source, time);
                assertSame("histogram_avg(h)", "histogram_sum(h) / histogram_count(h)", source, time);
                assertThat(histograms("h + h", source, time)).isEqualTo(histograms("2 * h", source, time));
                assertThat(histograms("h + h - h", source, time)).isEqualTo(histograms("h * 1", source, time));
                assertThat(histograms("(h * 6) / 3", source, time)).isEqualTo(histograms("h * 2", source, time));
                assertSame("histogram_count(h - h)", "0 * histogram_count(h)", source, time);
                assertSame("histogram_count(h </ 1.5) + histogram_count(h >/ 1.5)", "histogram_count(h)", source, time);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26})
    void quantilesRiseAndFractionsUndoThem(long seed) {
        for (boolean custom : List.of(false, true)) {
            Fixture source = calm(seed, custom);
            for (long time = 300_000; time < SIZE * Fixture.STEP; time += 200_000) {
                String one = custom ? "sum(h{i=\"1\"})" : "sum(h)";
                double last = Double.NEGATIVE_INFINITY;
                for (int percent = 0; percent <= 100; percent += 5) {
                    String quantile = "histogram_quantile(" + percent / 100.0 + ", " + one + ")";
                    double value = numbers(quantile, source, time).getOrDefault("{}", Double.NaN);
                    assertThat(value).as(quantile).isGreaterThanOrEqualTo(last);
                    last = value;
                }
                double fraction = 0;
                for (double bound = -4; bound < 12; bound += 0.75) {
                    double next = numbers("histogram_fraction(-Inf, " + bound + ", " + one + ")", source, time)
                            .getOrDefault("{}", Double.NaN);
                    assertThat(next).as("up to " + bound).isBetween(fraction - 1e-12, 1.0);
                    fraction = next;
                }
            }
        }
    }
}
