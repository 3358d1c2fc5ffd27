package dev.tocsin.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.Batch;
import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Matcher;
import dev.tocsin.model.Matchers;
import dev.tocsin.model.Sample;
import dev.tocsin.promql.SeriesData;
import dev.tocsin.promql.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreTest {
    private static final Labels UP = Labels.of("__name__", "up", "job", "api");
    private static final Labels DOWN = Labels.of("__name__", "down", "job", "api");

    private final Store store = new Store(Demand.everything(Duration.ofMillis(300), List.of(), Instant.EPOCH));

    @ParameterizedTest(name = "after 10@100: {1}@{0} is {2}")
    @CsvSource({
        "101, 10, STORED",
        "101, 11, STORED",
        "100, 10, REPEATED",
        "100, 11, DUPLICATE",
        "99, 10, OUT_OF_ORDER",
        "99, 11, OUT_OF_ORDER",
        "40, 10, TOO_OLD",
    })
    void judgesAsPrometheus(long time, double value, Verdict expected) {
        store.trim(Instant.ofEpochMilli(350));
        store.append(new Batch().add(UP, 100, 10));

        Tally tally = store.append(new Batch().add(UP, time, value).add(DOWN, 200, 1));

        assertThat(tally.of(expected)).isEqualTo(expected == Verdict.STORED ? 2 : 1);
        assertThat(tally.refused()).isEqualTo(expected.isRefusal() ? 1 : 0);
        assertThat(store.stock().samples()).isEqualTo(expected == Verdict.STORED ? 3 : 2);
    }

    @Test
    void keepsStaleMarkersAndTellsThemFromOtherNotNumbers() {
        store.append(new Batch().add(UP, 1, Double.NaN));

        assertThat(store.append(new Batch().add(UP, 1, Sample.STALE)).of(Verdict.DUPLICATE))
                .isOne();
        store.append(new Batch().add(UP, 2, Sample.STALE));

        SeriesData series = only("up");
        assertThat(Sample.isStale(series.value(0))).isFalse();
        assertThat(Sample.isStale(series.value(1))).isTrue();
    }

    @Test
    void keepsHistogramsAndStarts() {
        FloatHistogram histogram = FloatHistogram.empty(3);
        store.append(new Batch().add(UP, 1, 7).since(0).add(UP, 2, histogram).since(1));
        assertThat(store.append(new Batch().add(UP, 2, FloatHistogram.empty(3))).of(Verdict.REPEATED))
                .isOne();
        assertThat(store.append(new Batch().add(UP, 2, 0)).of(Verdict.DUPLICATE))
                .isOne();

        SeriesData series = only("up");
        assertThat(series.size()).isEqualTo(2);
        assertThat(series.histogram(0)).isNull();
        assertThat(series.histogram(1)).isEqualTo(histogram);
        assertThat(series.start(0)).isZero();
        assertThat(series.start(1)).isOne();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "job=api                 ; a b",
                "job!=api                ; c d",
                "job=''                  ; d",
                "job!=''                 ; a b c",
                "job=~'api|web'          ; a b c",
                "job=~'a.*'              ; a b",
                "job=~'.*'               ; a b c d",
                "job=~'.+'               ; a b c",
                "job!~'a.*'              ; c d",
                "job=~'|web'             ; c d",
                "missing=''              ; a b c d",
                "missing=x               ;",
                "job=api,__name__!=a     ; b",
                "job=~'a.*',__name__=~'a|c' ; a",
            })
    void findsByMatchers(String matchers, String names) {
        store.append(new Batch()
                .add(Labels.of("__name__", "a", "job", "api"), 1, 1)
                .add(Labels.of("__name__", "b", "job", "api"), 1, 1)
                .add(Labels.of("__name__", "c", "job", "web"), 1, 1)
                .add(Labels.of("__name__", "d"), 1, 1));

        List<SeriesData> found = store.select(Matchers.parse(matchers.replace('\'', '"')), 0, 10);

        assertThat(found).extracting(series -> series.labels().metricName()).containsExactly(words(names));
    }

    /** As Prometheus does: which of equals {@code topk} keeps, and whom a fault names, hangs on it. */
    @ParameterizedTest
    @ValueSource(strings = {"job=~'a|b'", "job!=none", "__name__=x", "n=~'.+'", "n=~'.0|.1|.2'"})
    void readsInOrderOfLabelsWhoeverCameFirst(String matchers) {
        List<String> wanted = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            Batch batch = new Batch();
            for (int at = 6; at >= 0; at--) {
                Labels labels = Labels.of("__name__", "x", "job", at % 2 == 0 ? "a" : "b", "n", at + "" + round);
                batch.add(labels, 1, 1);
                wanted.add(labels.toString());
            }
            store.append(batch);
        }
        Collections.sort(wanted);
        assertThat(store.select(Matchers.parse(matchers.replace('\'', '"')), 0, 10))
                .extracting(series -> series.labels().toString())
                .containsExactlyElementsOf(wanted);
    }

    @Test
    void leavesOutSeriesWithoutPointsInTheStretch() {
        store.append(new Batch().add(UP, 10, 1).add(DOWN, 20, 1));

        assertThat(store.select(List.of(), 11, 30))
                .extracting(SeriesData::labels)
                .containsExactly(DOWN);
        assertThat(store.labels(List.of(), 11, 30)).containsExactly(DOWN);
    }

    @Test
    void forgetsByTimeAndForgetsSeries() {
        for (int at = 0; at < 1000; at++) {
            store.append(new Batch().add(UP, at, at));
        }
        store.append(new Batch().add(DOWN, 5, 1));

        store.trim(Instant.ofEpochMilli(1000));

        assertThat(only("up").time(0)).isBetween(700L - Encoder.FULL, 700L);
        assertThat(store.stock().samples()).isEqualTo(only("up").size());
        assertThat(store.select(List.of(Matcher.equal("__name__", "down")), 0, 10_000))
                .isEmpty();
        assertThat(store.stock().series()).isOne();
    }

    @Test
    void viewSeesNothingThatCameAfterIt() {
        store.append(new Batch().add(UP, 1, 1));
        try (Source.View first = store.view()) {
            store.append(new Batch().add(UP, 2, 2).add(DOWN, 2, 2));
            try (Source.View second = store.view()) {
                store.append(new Batch().add(UP, 3, 3).add(UP, 4, 4).add(DOWN, 3, 3));

                assertThat(sizes(first.select(List.of(), 0, 10))).containsExactly(1);
                assertThat(sizes(second.select(List.of(), 0, 10))).containsExactly(1, 2);
                assertThat(sizes(store.select(List.of(), 0, 10))).containsExactly(2, 4);
            }
            store.append(new Batch().add(UP, 5, 5));
            assertThat(sizes(first.select(List.of(), 0, 10))).containsExactly(1);
        }
    }

    @Test
    void readersSeeWholeBatchesWhileWritersAppend() throws InterruptedException {
        AtomicBoolean done = new AtomicBoolean();
        Thread writer = Thread.ofPlatform().start(() -> {
            for (int at = 1; at <= 20_000; at++) {
                store.append(new Batch(2).add(UP, at, at).add(DOWN, at, at));
            }
            done.set(true);
        });
        while (!done.get()) {
            try (Source.View view = store.view()) {
                double up = newest(view, "up");
                assertThat(newest(view, "down")).isEqualTo(up);
            }
        }
        writer.join();
        assertThat(only("up").size()).isEqualTo(20_000);
    }

    private static double newest(Source.View view, String name) {
        List<SeriesData> found = view.select(List.of(Matcher.equal("__name__", name)), 0, Long.MAX_VALUE);
        return found.isEmpty() ? 0 : found.getFirst().value(found.getFirst().size() - 1);
    }

    private SeriesData only(String name) {
        List<SeriesData> found = store.select(List.of(Matcher.equal("__name__", name)), 0, 100_000);
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static List<Integer> sizes(List<SeriesData> series) {
        return series.stream().map(SeriesData::size).toList();
    }

    private static String[] words(String names) {
        return names == null ? new String[0] : names.split(" ");
    }

    /**
     * A node exporter's page, 120 times at 15 s: two thirds of its series never change, a fifth count whole things, the rest
     * are fractions, most of them hundredths. The scrapes are up to 3 ms late.
     */
    @Test
    void takesTwoBytesASampleAtMost() {
        Random random = new Random(11);
        Instant start = Instant.ofEpochSecond(1_700_000_000);
        Store store = new Store(Demand.everything(Duration.ofDays(1), List.of(), start));
        double[] values = new double[507];
        for (int round = 0; round < 120; round++) {
            long time = start.toEpochMilli() + round * 15_000L + random.nextInt(4);
            Batch batch = new Batch();
            for (int at = 0; at < values.length; at++) {
                values[at] = next(at, values[at], random);
                batch.add(Labels.of("__name__", "node_metric_" + at, "job", "node"), time, values[at]);
            }
            store.append(batch);
        }
        store.trim(start.plus(Duration.ofMinutes(31)));
        Stock stock = store.stock();

        assertThat(stock.samples()).isEqualTo(120 * 507);
        assertThat((double) stock.bytes() / stock.samples()).isLessThan(2);
    }

    private static double next(int series, double before, Random random) {
        if (series < 333) {
            return series * 1024.0;
        }
        if (series < 428) {
            return before + random.nextInt(1 << series % 12);
        }
        return series < 490 ? Math.round(before * 100 + random.nextInt(1500)) / 100.0 : random.nextDouble();
    }
}
