package dev.tocsin.promql;

import dev.tocsin.model.Batch;
import dev.tocsin.model.Labels;
import dev.tocsin.series.Demand;
import dev.tocsin.series.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A store with counters of several targets, scraped every 15 s. */
public final class World {
    public static final long START = 1_700_000_000_000L;
    public static final long STEP = 15_000;

    private final Store store =
            new Store(Demand.everything(Duration.ofDays(1), List.of(), Instant.ofEpochMilli(START)));
    private final List<Labels> labels = new ArrayList<>();
    private final Random random = new Random(1);
    private final double[] values;
    private final Batch batch = new Batch();
    private long now = START;

    public World(int targets, int series) {
        for (int target = 0; target < targets; target++) {
            for (int at = 0; at < series; at++) {
                labels.add(Labels.of(
                        "__name__", "shop_metric_" + at / 20 + "_total",
                        "job", "shop",
                        "instance", "shop-" + target + ":9090",
                        "path", "/api/v1/orders/" + at % 20,
                        "code", at % 7 == 0 ? "500" : "200"));
            }
        }
        values = new double[labels.size()];
    }

    /** One scrape of all targets. */
    public void scrape() {
        now += STEP;
        batch.clear();
        for (int at = 0; at < values.length; at++) {
            values[at] += at % 3 == 0 ? 0 : random.nextInt(50);
            batch.add(labels.get(at), now, values[at]);
        }
        store.append(batch);
    }

    public World scrapes(int count) {
        for (int round = 0; round < count; round++) {
            scrape();
        }
        store.trim(Instant.ofEpochMilli(now));
        return this;
    }

    public Store store() {
        return store;
    }

    /** The time of the last scrape, epoch milliseconds. */
    public long now() {
        return now;
    }
}
