package dev.tocsin.probe;

import dev.tocsin.clock.Clock;
import dev.tocsin.clock.Plan;
import dev.tocsin.clock.Rounds;
import dev.tocsin.clock.Timers;
import dev.tocsin.http.Client;
import dev.tocsin.model.Batch;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Checks all targets on their schedules. Safe for any thread. */
public final class Probes implements AutoCloseable {
    private final Rounds<ProbeTarget, ProbeVisitor> rounds;

    /**
     * No targets yet.
     *
     * @param threads runs each check on a virtual thread
     * @param sink gets the samples of each check as one batch, on the check's thread
     */
    public Probes(Clock clock, Timers timers, Executor threads, Client client, Consumer<Batch> sink) {
        this.rounds = new Rounds<>(
                clock, timers, threads, (target, before) -> new ProbeVisitor(target, client, sink, before));
    }

    /** From now on these targets, of different names. What is unchanged goes on; the series of what is gone end. */
    public void replace(List<ProbeTarget> targets) {
        rounds.replace(targets.stream()
                .map(target -> new Plan<>(target.name(), target.interval(), target))
                .toList());
    }

    /** Each target's last check, by name. */
    public Map<String, ProbeStatus> status() {
        Map<String, ProbeStatus> status = new TreeMap<>();
        rounds.visitors().forEach((name, visitor) -> status.put(name, visitor.status(rounds.skipped(name))));
        return status;
    }

    @Override
    public void close() {
        rounds.close();
    }
}
