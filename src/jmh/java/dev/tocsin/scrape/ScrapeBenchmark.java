package dev.tocsin.scrape;

import dev.tocsin.model.Batch;
import dev.tocsin.model.Labels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Pages of one target: the first, and one whose lines were seen before. */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ScrapeBenchmark {
    private static final int PAGES = 8;
    private static final Rules RULES = new Rules(false, true, false, PageLimits.NONE, Natives.IGNORED, Extras.NONE, List.of());
    private static final Labels TARGET = Labels.of("job", "shop", "instance", "shop.internal:9090");

    @Param({"500", "5000"})
    private int series;

    private final byte[][] pages = new byte[PAGES][];
    private final Batch batch = new Batch();
    private TargetPages known = new TargetPages(TARGET, RULES);
    private int round;

    @Setup
    public void fill() throws Malformed {
        Random random = new Random(1);
        for (int page = 0; page < PAGES; page++) {
            pages[page] = page(random);
        }
        known = new TargetPages(TARGET, RULES);
        repeated();
    }

    /** A third of the values have sixteen digits or so, a third are large whole numbers, a third small ones. */
    private byte[] page(Random random) {
        StringBuilder page = new StringBuilder();
        for (int at = 0; at < series; at++) {
            if (at % 20 == 0) {
                page.append("# HELP shop_metric_").append(at / 20).append("_total Some words on what this is.\n");
                page.append("# TYPE shop_metric_").append(at / 20).append("_total counter\n");
            }
            page.append("shop_metric_")
                    .append(at / 20)
                    .append("_total{path=\"/api/v1/orders/")
                    .append(at % 20)
                    .append("\",method=\"GET\",code=\"200\",region=\"eu-west-1\"} ");
            switch (at % 3) {
                case 0 -> page.append(random.nextDouble() * 1e4);
                case 1 -> page.append(1_000_000_000L + random.nextInt(1_000_000_000));
                default -> page.append(random.nextInt(1000));
            }
            page.append('\n');
        }
        return page.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Benchmark
    public int first() throws Malformed {
        batch.clear();
        return new TargetPages(TARGET, RULES)
                .read(pages[round++ % PAGES], Format.TEXT, round, batch)
                .kept();
    }

    @Benchmark
    public int repeated() throws Malformed {
        batch.clear();
        return known.read(pages[round++ % PAGES], Format.TEXT, round, batch).kept();
    }
}
