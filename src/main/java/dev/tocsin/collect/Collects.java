package dev.tocsin.collect;

import dev.tocsin.clock.Plan;
import dev.tocsin.clock.Rounds;
import dev.tocsin.clock.Timers;
import dev.tocsin.model.Batch;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Asks all sources on their schedules. Safe for any thread. */
public final class Collects implements AutoCloseable {
    private final Rounds<CollectTarget, CollectVisitor> rounds;

    /**
     * No sources yet.
     *
     * @param threads runs each question on a virtual thread
     * @param sink gets the samples of each answer as one batch, on the question's thread
     */
    public Collects(Ports ports, Timers timers, Executor threads, Consumer<Batch> sink) {
        this.rounds = new Rounds<>(
                ports.clock(), timers, threads, (target, before) -> new CollectVisitor(target, ports, sink, before));
    }

    /** From now on these sources, of different names. What is unchanged goes on; the series of what is gone end. */
    public void replace(List<CollectTarget> targets) {
        rounds.replace(targets.stream()
                .map(target -> new Plan<>(target.name(), target.interval(), target))
                .toList());
    }

    /** Each source's last answer, by name. */
    public Map<String, CollectStatus> status() {
        Map<String, CollectStatus> status = new TreeMap<>();
        rounds.visitors().forEach((name, visitor) -> status.put(name, visitor.status(rounds.skipped(name))));
        return status;
    }

    @Override
    public void close() {
        rounds.close();
    }
}
