package dev.tocsin.web;

import dev.tocsin.collect.CollectStatus;
import dev.tocsin.http.Redaction;
import dev.tocsin.model.Labels;
import dev.tocsin.probe.ProbeStatus;
import dev.tocsin.scrape.ScrapeStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is looked at, and how that went last: those that failed first. {@code service} is the one that is asked for, or empty. */
public record TargetsPage(List<Target> targets, String service, String summary) {
    /** One target: how often it is visited, and why the last visit failed, if it did. */
    public record Target(
            String kind,
            String name,
            String address,
            Tone tone,
            String word,
            Stamp last,
            String every,
            String took,
            String skipped,
            String cause,
            List<Tag> labels) {}

    static TargetsPage of(Glance glance, String service) {
        List<Target> all = new ArrayList<>();
        var looking = glance.looking();
        looking.probes().stream()
                .filter(one -> isOf(one.target().labels(), service))
                .forEach(one -> all.add(probe(one, glance)));
        looking.scrapes().stream()
                .filter(one -> isOf(one.target().labels(), service))
                .forEach(one -> all.add(scrape(one, glance)));
        looking.collectors().stream()
                .filter(one -> isOf(one.target().labels(), service))
                .forEach(one -> all.add(collector(one, glance)));
        all.sort(Comparator.comparing((Target one) -> one.tone() == Tone.HIGH ? 0 : 1));
        long failing = all.stream().filter(one -> one.tone() == Tone.HIGH).count();
        String summary = Trouble.count(all.size(), "target")
                + (all.isEmpty() ? "" : failing == 0 ? ", none failing" : ", " + failing + " failing");
        return new TargetsPage(List.copyOf(all), service, summary);
    }

    private static boolean isOf(Labels labels, String service) {
        return service.isEmpty() || labels.get(Roster.LABEL).equals(service);
    }

    private static Target probe(ProbeStatus status, Glance glance) {
        var target = status.target();
        boolean failed = status.failure().isPresent();
        return new Target(
                "probe",
                target.name(),
                target.settings().instance(),
                failed ? Tone.HIGH : status.checked().isPresent() ? Tone.GOOD : Tone.NEUTRAL,
                failed ? "Fails" : status.checked().isPresent() ? "Passes" : "Not checked yet",
                status.checked().map(glance::stamp).orElse(Stamp.NONE),
                Stamp.span(target.interval()),
                "",
                skipped(status.skipped()),
                status.failure().map(one -> cause(one.cause(), one.detail())).orElse(""),
                Tag.of(target.labels()));
    }

    private static Target scrape(ScrapeStatus status, Glance glance) {
        var target = status.target();
        var last = status.last();
        String fault = last.flatMap(one -> one.fault()).orElse("");
        return new Target(
                "scrape",
                target.job(),
                Redaction.address(target.url()),
                !fault.isEmpty() ? Tone.HIGH : last.isPresent() ? Tone.GOOD : Tone.NEUTRAL,
                !fault.isEmpty() ? "Down" : last.isPresent() ? "Up" : "Not scraped yet",
                last.map(one -> glance.stamp(one.at())).orElse(Stamp.NONE),
                Stamp.span(target.interval()),
                last.map(one -> Trouble.count(one.samples(), "sample") + " in " + Stamp.span(one.took()))
                        .orElse(""),
                skipped(status.skipped()),
                fault,
                Tag.of(target.labels()));
    }

    private static Target collector(CollectStatus status, Glance glance) {
        var target = status.target();
        boolean failed = status.failure().isPresent();
        return new Target(
                "collector",
                target.name(),
                target.settings().instance(),
                failed ? Tone.HIGH : status.asked().isPresent() ? Tone.GOOD : Tone.NEUTRAL,
                failed ? "Fails" : status.asked().isPresent() ? "Answers" : "Not asked yet",
                status.asked().map(glance::stamp).orElse(Stamp.NONE),
                Stamp.span(target.interval()),
                "",
                skipped(status.skipped()),
                status.failure().map(one -> cause(one.cause(), one.detail())).orElse(""),
                Tag.of(target.labels()));
    }

    private static String cause(String cause, String detail) {
        return detail.isEmpty() ? cause : cause + ": " + detail;
    }

    private static String skipped(long skipped) {
        return skipped == 0 ? "" : Trouble.count(skipped, "visit") + " skipped: the one before went on";
    }
}
