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
 * @param view of the series
 * @param findings told each finding, on the worker's thread; must not block
 * @param samples told what recording rules give, on the worker's thread, in order for each group
 */
public record RulePorts(
        Clock clock,
        Timers timers,
        Executor workers,
        Source view,
        Consumer<Finding> findings,
        Consumer<List<Value.Entry>> samples) {}
