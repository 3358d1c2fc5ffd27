package dev.tocsin.scrape;

import dev.tocsin.clock.Clock;
import dev.tocsin.clock.Plan;
import dev.tocsin.clock.Rounds;
import dev.tocsin.clock.Timers;
import dev.tocsin.http.Client;
import dev.tocsin.model.Batch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Scrapes all targets on their schedules. Safe for any thread. */
public final class Scrapes implements AutoCloseable {
    private final Rounds<ScrapeTarget, ScrapeVisitor> rounds;

    /**
     * No targets yet.
     *
     * @param threads runs each scrape on a virtual thread
     * @param sink gets each scrape as one batch, on the scrape's thread; the batch is used again afterwards
     */
    public Scrapes(Clock clock, Timers timers, Executor threads, Client client, Consumer<Batch> sink) {
        this.rounds = new Rounds<>(
                clock, timers, threads, (target, before) -> new ScrapeVisitor(target, clock, client, sink, before));
    }

    /**
     * From now on these jobs. What is unchanged goes on; the series of what is gone end. A target that is there
     * twice is scraped once.
     */
    public void replace(List<ScrapeJob> jobs) {
        Map<String, Plan<ScrapeTarget>> plans = new LinkedHashMap<>();
        for (ScrapeJob job : jobs) {
            for (ScrapeTarget target : job.targets()) {
                plans.putIfAbsent(target.key(), new Plan<>(target.key(), target.interval(), target));
            }
        }
        rounds.replace(List.copyOf(plans.values()));
    }

    /** Each target's last scrape, in order of jobs. */
    public List<ScrapeStatus> status() {
        List<ScrapeStatus> status = new ArrayList<>();
        rounds.visitors().forEach((key, visitor) -> status.add(visitor.status(rounds.skipped(key))));
        return status;
    }

    @Override
    public void close() {
        rounds.close();
    }
}
