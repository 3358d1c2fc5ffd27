package dev.tocsin.scrape;

import dev.tocsin.clock.Clock;
import dev.tocsin.clock.Plan;
import dev.tocsin.clock.Rounds;
import dev.tocsin.clock.Timers;
import dev.tocsin.http.Client;
import dev.tocsin.model.Batch;
import dev.tocsin.model.Labels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Scrapes all targets on their schedules, those that are found among them. Safe for any thread. */
public final class Scrapes implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Scrapes.class);

    private final Rounds<ScrapeTarget, ScrapeVisitor> rounds;
    private final Discoveries discoveries;
    private List<ScrapeJob> jobs = List.of();
    private List<Dropped> dropped = List.of();
    private List<String> faults = List.of();

    /** A target that relabelling dropped: its labels before that. */
    public record Dropped(String job, Labels discovered) {}

    /** What the target with these labels says about its families of metrics, by their names and in their order. */
    public record Described(Labels target, SortedMap<String, Description> families) {}

    /**
     * No targets yet.
     *
     * @param threads runs each scrape on a virtual thread
     * @param sink gets each scrape as one batch, on the scrape's thread; the batch is used again afterwards
     */
    public Scrapes(Clock clock, Timers timers, Executor threads, Client client, Consumer<Batch> sink) {
        this.rounds = new Rounds<>(
                clock, timers, threads, (target, before) -> new ScrapeVisitor(target, clock, client, sink, before));
        this.discoveries = new Discoveries(clock, timers, threads, client, this::arrange);
    }

    /**
     * From now on these jobs. What is unchanged goes on; the series of what is gone end. A target that is there
     * twice is scraped once. Reads the files in which targets are to be found.
     */
    public synchronized void replace(List<ScrapeJob> next) {
        jobs = List.copyOf(next);
        discoveries.replace(places());
        arrange();
    }

    private Map<String, Discovery> places() {
        Map<String, Discovery> places = new LinkedHashMap<>();
        for (ScrapeJob job : jobs) {
            for (int at = 0; at < job.discoveries().size(); at++) {
                places.put(place(job, at), job.discoveries().get(at));
            }
        }
        return places;
    }

    private static String place(ScrapeJob job, int at) {
        return job.name() + " " + at;
    }

    /** Scrapes what there is now by the configuration and by what was found. */
    private synchronized void arrange() {
        Map<String, List<TargetGroup>> found = discoveries.groups();
        Map<String, Plan<ScrapeTarget>> plans = new LinkedHashMap<>();
        List<Dropped> left = new ArrayList<>();
        List<String> wrong = new ArrayList<>(discoveries.faults());
        for (ScrapeJob job : jobs) {
            List<TargetGroup> groups = new ArrayList<>();
            for (int at = 0; at < job.discoveries().size(); at++) {
                groups.addAll(found.getOrDefault(place(job, at), List.of()));
            }
            ScrapeJob.Sorted sorted = job.sorted(groups);
            for (ScrapeJob.Sorted part : List.of(job.fixed(), sorted)) {
                part.targets()
                        .forEach(target ->
                                plans.putIfAbsent(target.key(), new Plan<>(target.key(), target.interval(), target)));
                part.dropped().forEach(labels -> left.add(new Dropped(job.name(), labels)));
            }
            sorted.faults().forEach(fault -> wrong.add("job " + job.name() + ": a target that was found: " + fault));
        }
        dropped = List.copyOf(left);
        wrong.stream().filter(fault -> !faults.contains(fault)).forEach(LOG::warn);
        faults = List.copyOf(wrong);
        rounds.replace(List.copyOf(plans.values()));
    }

    /** Each target's last scrape, in order of jobs. */
    public List<ScrapeStatus> status() {
        List<ScrapeStatus> status = new ArrayList<>();
        rounds.visitors().forEach((key, visitor) -> status.add(visitor.status(rounds.skipped(key))));
        return status;
    }

    /** What each target says about its families of metrics, in order of jobs. */
    public List<Described> described() {
        return rounds.visitors().values().stream().map(ScrapeVisitor::described).toList();
    }

    /** The targets that relabelling dropped, in order of jobs. */
    public synchronized List<Dropped> dropped() {
        return dropped;
    }

    /** What is wrong where targets are found; the ones that were found before go on. */
    public synchronized List<String> faults() {
        return faults;
    }

    @Override
    public void close() {
        discoveries.close();
        rounds.close();
    }
}
