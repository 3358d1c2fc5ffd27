package dev.tocsin.rule;

import dev.tocsin.clock.SystemClock;
import dev.tocsin.config.Loaded;
import dev.tocsin.config.Source;
import dev.tocsin.model.Labels;
import dev.tocsin.promql.World;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

/** One evaluation of many rules over 20 targets of 500 series each, as one group. */
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class RulesBenchmark {
    @Param({"100", "500"})
    private int rules;

    private final RuleEvaluator evaluator = new RuleEvaluator(
            RuleEvaluator.Settings.standard(new Surroundings(Labels.empty(), "http://localhost")), new SystemClock());
    private World world = new World(1, 1);
    private List<RuleGroup> groups = List.of();
    private final List<RuleOutcome> heard = new ArrayList<>();

    @Setup
    public void fill() {
        world = new World(20, 500).scrapes(60);
        StringBuilder text = new StringBuilder("groups:\n- name: bench\n  rules:\n");
        for (int at = 0; at < rules; at++) {
            String metric = "shop_metric_" + at % 25 + "_total";
            switch (at % 4) {
                case 0 ->
                    text.append("  - {alert: A")
                            .append(at)
                            .append(", expr: 'sum by (instance) (rate(")
                            .append(metric)
                            .append("{code=\"500\"}[5m])) > 1e6'}\n");
                case 1 ->
                    text.append("  - {alert: A")
                            .append(at)
                            .append(", expr: '")
                            .append(metric)
                            .append("{path=\"/api/v1/orders/3\"} < 0'}\n");
                case 2 ->
                    text.append("  - {record: 'r:")
                            .append(at)
                            .append("', expr: 'sum by (path) (rate(")
                            .append(metric)
                            .append("[1m]))'}\n");
                default ->
                    text.append("  - {alert: A")
                            .append(at)
                            .append(", expr: 'sum(rate(")
                            .append(metric)
                            .append("{code=\"500\"}[5m])) / sum(rate(")
                            .append(metric)
                            .append("[5m])) > 2'}\n");
            }
        }
        Source source = new Source("bench.yml", text.toString(), Path.of("."));
        groups = ((Loaded.Ready<RuleFile>) RuleFile.load(source, RuleFile.Defaults.standard()))
                .value()
                .groups();
    }

    @Benchmark
    public List<RuleOutcome> evaluate() {
        heard.clear();
        Moment moment = Moment.slot(Instant.ofEpochMilli(world.now()));
        evaluator.evaluate(groups.getFirst(), world.store(), moment, Written.nothing(), heard::add);
        return heard;
    }
}
