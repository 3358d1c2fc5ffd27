package dev.tocsin.engine;

import java.time.Instant;
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

/** One turn with 10,000 active alerts and 100 silences. */
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class TurnBenchmark {
    private static final int ALERTS = 10_000;
    private static final Instant LATER = Crowd.START.plusSeconds(60);

    /** In the second, each alert is its own. */
    @Param({"500", "10000"})
    private int groups;

    private Crowd crowd = new Crowd(0, 1);
    private dev.tocsin.engine.State quiet = crowd.quiet();
    private dev.tocsin.engine.State begun = quiet;
    private dev.tocsin.engine.State pushed = quiet;
    private dev.tocsin.engine.State found = quiet;
    private Inbox storm = Inbox.EMPTY;
    private Inbox pushedAgain = Inbox.EMPTY;
    private Inbox foundAgain = Inbox.EMPTY;

    @Setup
    public void fill() {
        crowd = new Crowd(ALERTS, groups);
        quiet = crowd.quiet();
        storm = crowd.pushed(Crowd.START);
        begun = Crowd.turn(crowd.quiet(), storm, Crowd.START).state();
        pushed = crowd.told(storm);
        found = crowd.told(crowd.found(Crowd.START));
        pushedAgain = crowd.pushed(LATER);
        foundAgain = crowd.found(LATER);
    }

    /** A second went by. */
    @Benchmark
    public Step nothing() {
        return Crowd.turn(pushed, Inbox.EMPTY, LATER);
    }

    /** All at once, for the first time. */
    @Benchmark
    public Step born() {
        return Crowd.turn(quiet, storm, Crowd.START);
    }

    /** Their wait is over: one page a group. */
    @Benchmark
    public Step told() {
        return Crowd.turn(begun, Inbox.EMPTY, Crowd.START.plusSeconds(30));
    }

    /** Who pushed them says them all again. */
    @Benchmark
    public Step pushedAgain() {
        return Crowd.turn(pushed, pushedAgain, LATER);
    }

    /** Their rule was evaluated once more. */
    @Benchmark
    public Step foundAgain() {
        return Crowd.turn(found, foundAgain, LATER);
    }

    /** When the next turn is to be. */
    @Benchmark
    public Object due() {
        return pushed.due();
    }
}
