package dev.tocsin.scrape;

import dev.tocsin.clock.Clock;
import dev.tocsin.clock.Plan;
import dev.tocsin.clock.Rounds;
import dev.tocsin.clock.Timers;
import dev.tocsin.http.Client;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Keeps looking where the targets of jobs are found. Safe for any thread. */
final class Discoveries implements AutoCloseable {
    /** A look at a file's time costs next to nothing. */
    private static final Duration FILES = Duration.ofSeconds(5);

    private final Rounds<Discovery, Finder> rounds;
    private final List<Finder> fresh = new ArrayList<>();

    /** {@code changed} is run on the finder's thread after something new was found. */
    Discoveries(Clock clock, Timers timers, Executor threads, Client client, Runnable changed) {
        HttpFinder.Means means = new HttpFinder.Means(client, threads, changed);
        this.rounds = new Rounds<>(clock, timers, threads, (where, before) -> {
            Finder finder = switch (where) {
                case Discovery.Files files -> new FileFinder(files, before(before, FileFinder.class), changed);
                case Discovery.Http http -> new HttpFinder(http, before(before, HttpFinder.class), means);
            };
            fresh.add(finder);
            return finder;
        });
    }

    private static <F extends Finder> Optional<F> before(Optional<Finder> finder, Class<F> kind) {
        return finder.filter(kind::isInstance).map(kind::cast);
    }

    /** From now on in these places, by name. New ones are looked at at once: files before this returns. */
    synchronized void replace(Map<String, Discovery> places) {
        List<Plan<Discovery>> plans = new ArrayList<>();
        places.forEach((key, where) -> plans.add(new Plan<>(key, interval(where), where)));
        rounds.replace(plans);
        List<Finder> begun = List.copyOf(fresh);
        fresh.clear();
        begun.forEach(Finder::begin);
    }

    private static Duration interval(Discovery where) {
        return switch (where) {
            case Discovery.Files files -> files.refresh().compareTo(FILES) < 0 ? files.refresh() : FILES;
            case Discovery.Http http -> http.refresh();
        };
    }

    /** What was found, by the name of the place. */
    Map<String, List<TargetGroup>> groups() {
        Map<String, List<TargetGroup>> groups = new HashMap<>();
        rounds.visitors().forEach((key, finder) -> groups.put(key, finder.groups()));
        return groups;
    }

    /** What is wrong now. */
    List<String> faults() {
        return rounds.visitors().values().stream()
                .flatMap(finder -> finder.faults().stream())
                .toList();
    }

    @Override
    public void close() {
        rounds.close();
    }
}
