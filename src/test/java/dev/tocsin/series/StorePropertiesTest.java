package dev.tocsin.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.Batch;
import dev.tocsin.model.Matcher;
import dev.tocsin.model.Matchers;
import dev.tocsin.promql.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is appended, every query answers as the plainest of stores would. */
class StorePropertiesTest {
    private static final List<String> SELECTORS = List.of(
            "job=job-1",
            "__name__=metric_2",
            "__name__=metric_2,job!=job-1",
            "job=~\"job-[12]\",instance=~\"host-.*1\"",
            "instance!~\"host-(1|2).*\"",
            "none=\"\"",
            "none=~\".*\",job=job-0",
            "none=~\".+\"",
            "instance=host-7",
            "__name__=~\"metric_.\"");

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void answersAsThePlainestStore(long seed) {
        Random random = new Random(seed);
        Store store = new Store(Demand.everything(Duration.ofDays(30), List.of(), Instant.EPOCH));
        Plain plain = new Plain();
        long time = 1_000_000;
        for (int round = 0; round < 400; round++) {
            time += random.nextInt(10) == 0 ? random.nextInt(100_000) : 15_000;
            Batch batch = Plain.batch(random, 1 + random.nextInt(40), time);
            store.append(batch);
            plain.append(batch);
            if (round % 10 == 0) {
                compare(random, store, plain, time);
            }
        }
        assertThat(Plain.all(store)).isEqualTo(plain.all());
    }

    private static void compare(Random random, Store store, Plain plain, long time) {
        List<Matcher> matchers = Matchers.parse(SELECTORS.get(random.nextInt(SELECTORS.size())));
        long from = time - random.nextInt(10_000_000);
        long to = from + random.nextInt(10_000_000);
        assertThat(Plain.select(store, matchers, from, to)).isEqualTo(plain.select(matchers, from, to));
        assertThat(Plain.points(store.latest(matchers, from, to))).isEqualTo(plain.latest(matchers, from, to));
        try (Source.View view = store.view()) {
            assertThat(Plain.points(view.latest(matchers, from, to))).isEqualTo(plain.latest(matchers, from, to));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void viewsAnswerAsTheStoreDidWhenTheyWereOpened(long seed) {
        Random random = new Random(seed);
        Store store = new Store(Demand.everything(Duration.ofDays(30), List.of(), Instant.EPOCH));
        Plain[] plains = new Plain[6];
        Source.View[] views = new Source.View[plains.length];
        long time = 1_000_000;
        List<Batch> batches = new java.util.ArrayList<>();
        for (int round = 0; round < 300; round++) {
            time += 15_000;
            Batch batch = Plain.batch(random, 10, time);
            store.append(batch);
            batches.add(batch);
            int slot = random.nextInt(views.length);
            if (views[slot] != null) {
                assertThat(Plain.all(views[slot])).isEqualTo(plains[slot].all());
                views[slot].close();
            }
            views[slot] = store.view();
            plains[slot] = new Plain();
            batches.forEach(plains[slot]::append);
        }
    }
}
