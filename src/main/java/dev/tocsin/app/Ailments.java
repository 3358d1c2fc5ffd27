package dev.tocsin.app;

import dev.tocsin.collect.CollectStatus;
import dev.tocsin.http.Redaction;
import dev.tocsin.probe.ProbeStatus;
import dev.tocsin.scrape.ScrapeStatus;
import dev.tocsin.scrape.ScrapeTarget;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which targets cannot be watched and why, as far as they were visited: so that the log tells of each once when it fails, when it fails
 * for another reason, and when it is well again.
 */
record Ailments(Map<String, Optional<Ailment>> targets) {
    static final Ailments UNKNOWN = new Ailments(Map.of());

    /** Why a target fails. {@code cause} stays the same as long as the reason does; {@code detail} may not. */
    record Ailment(String cause, String detail) {}

    /** A line of the log. */
    record Line(boolean failing, String text) {}

    Ailments {
        targets = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(targets));
    }

    static Ailments of(
            Collection<ProbeStatus> probes, Collection<ScrapeStatus> scrapes, Collection<CollectStatus> collectors) {
        Map<String, Optional<Ailment>> targets = new TreeMap<>();
        probes.stream()
                .filter(probe -> probe.checked().isPresent())
                .forEach(probe -> targets.put(
                        "probe=" + probe.target().name(),
                        probe.failure().map(why -> new Ailment(why.cause(), why.detail()))));
        scrapes.forEach(scrape -> scrape.last()
                .ifPresent(last ->
                        targets.put(name(scrape.target()), last.fault().map(fault -> new Ailment("scrape", fault)))));
        collectors.stream()
                .filter(collector -> collector.asked().isPresent())
                .forEach(collector -> targets.put(
                        "collector=" + collector.target().name(),
                        collector.failure().map(why -> new Ailment(why.cause(), why.detail()))));
        return new Ailments(targets);
    }

    private static String name(ScrapeTarget target) {
        return "job=" + target.job() + " target=" + Redaction.address(target.url());
    }

    /** What is to be said of these, when {@code before} was said already. */
    List<Line> since(Ailments before) {
        List<Line> lines = new ArrayList<>();
        targets.forEach((target, now) -> {
            Optional<Ailment> then = before.targets().getOrDefault(target, Optional.empty());
            if (now.isEmpty() && then.isPresent()) {
                lines.add(new Line(false, target + " is well again"));
            } else if (!now.map(Ailment::cause).equals(then.map(Ailment::cause))) {
                now.ifPresent(
                        why -> lines.add(new Line(true, target + " fails cause=" + why.cause() + ": " + why.detail())));
            }
        });
        return lines;
    }
}
