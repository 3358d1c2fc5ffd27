package dev.tocsin.promql;

import dev.tocsin.promql.syntax.Expr;
import dev.tocsin.promql.syntax.Parsed;
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

/** A typical query over an hour of samples: at an instant, and over that hour in steps of 15 s. */
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class QueryBenchmark {
    private static final int HOUR = 240;
    private static final String QUERY = "sum by (code) (rate({job=\"shop\"}[5m]))";

    @Param({"100", "1000", "10000"})
    private int series;

    private final Engine engine = new Engine(Engine.Options.standard());
    private final Expr expr = ((Parsed.Good) Promql.parse(QUERY)).expr();
    private World world = new World(1, 1);

    @Setup
    public void fill() {
        world = new World(1, series).scrapes(HOUR);
    }

    @Benchmark
    public Outcome instant() {
        return engine.instant(expr, world.store(), world.now());
    }

    @Benchmark
    public Outcome range() {
        return engine.range(expr, world.store(), new Engine.Range(World.START + 300_000, world.now(), World.STEP));
    }
}
