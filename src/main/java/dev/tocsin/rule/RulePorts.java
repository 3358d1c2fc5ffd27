package dev.tocsin.rule;

import dev.tocsin.alert.Finding;
import dev.tocsin.clock.Clock;
import dev.tocsin.clock.Timers;
import dev.tocsin.promql.Source;
import dev.tocsin.promql.Value;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * What the runner of rules works with.
 *
 * @param workers run evaluations. They compute rather than wait, so they belong on platform threads, enough of them that a
 *     slow group keeps no other waiting
 * @param waiting run evaluations by stores elsewhere, which wait rather than compute
 * @param view of the series
 * @param findings told each finding, on the worker's thread; must not block
 * @param samples told what recording rules give, on the worker's thread, in order for each group
 */
public record RulePorts(
        Clock clock,
        Timers timers,
        Executor workers,
        Executor waiting,
        Source view,
        Consumer<Finding> findings,
        Consumer<List<Value.Entry>> samples) {
    /** With the same threads for everything. */
    public RulePorts(
            Clock clock,
            Timers timers,
            Executor workers,
            Source view,
            Consumer<Finding> findings,
            Consumer<List<Value.Entry>> samples) {
        this(clock, timers, workers, workers, view, findings, samples);
    }
}
