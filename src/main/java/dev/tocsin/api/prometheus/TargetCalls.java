package dev.tocsin.api.prometheus;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tocsin.http.Redaction;
import dev.tocsin.model.Durations;
import dev.tocsin.model.Labels;
import dev.tocsin.scrape.ScrapeStatus;
import dev.tocsin.scrape.ScrapeTarget;
import dev.tocsin.scrape.Scrapes;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code targets}: what is scraped, and how that went. For any thread. */
final class TargetCalls {
    private static final double NANOS = 1e9;
    private static final String NEVER = "0001-01-01T00:00:00Z";

    private TargetCalls() {}

    /** {@code state, scrapePool}. What is wrong where targets are found comes as warnings. */
    static Answer targets(Scrapes scrapes, Parameters given) {
        String state = given.text("state").toLowerCase(Locale.ROOT);
        boolean all = state.isEmpty() || state.equals("any");
        String pool = given.text("scrapePool");
        List<ScrapeStatus> active = scrapes.status().stream()
                .filter(status -> all || state.equals("active"))
                .filter(status -> pool.isEmpty() || status.target().job().equals(pool))
                .toList();
        List<Scrapes.Dropped> dropped = scrapes.dropped().stream()
                .filter(one -> all || state.equals("dropped"))
                .filter(one -> pool.isEmpty() || one.job().equals(pool))
                .toList();
        return new Answer(out -> write(out, active, dropped), scrapes.faults(), List.of());
    }

    private static void write(JsonGenerator out, List<ScrapeStatus> active, List<Scrapes.Dropped> dropped)
            throws IOException {
        out.writeStartObject();
        out.writeArrayFieldStart("activeTargets");
        for (ScrapeStatus status : active) {
            target(out, status);
        }
        out.writeEndArray();
        SortedMap<String, Integer> counts = new TreeMap<>();
        out.writeArrayFieldStart("droppedTargets");
        for (Scrapes.Dropped one : dropped) {
            counts.merge(one.job(), 1, Integer::sum);
            out.writeStartObject();
            labels(out, "discoveredLabels", one.discovered());
            out.writeStringField("scrapePool", one.job());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeObjectFieldStart("droppedTargetCounts");
        for (Map.Entry<String, Integer> count : counts.entrySet()) {
            out.writeNumberField(count.getKey(), count.getValue());
        }
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void target(JsonGenerator out, ScrapeStatus status) throws IOException {
        ScrapeTarget target = status.target();
        Optional<ScrapeStatus.Outcome> last = status.last();
        String address = Redaction.address(target.url());
        out.writeStartObject();
        labels(out, "discoveredLabels", target.discovered());
        labels(out, "labels", target.labels());
        out.writeStringField("scrapePool", target.job());
        out.writeStringField("scrapeUrl", address);
        out.writeStringField("globalUrl", address);
        out.writeStringField(
                "lastError", last.flatMap(ScrapeStatus.Outcome::fault).orElse(""));
        out.writeStringField(
                "lastScrape", last.map(outcome -> RuleCalls.time(outcome.at())).orElse(NEVER));
        out.writeNumberField(
                "lastScrapeDuration",
                last.map(outcome -> outcome.took().toNanos() / NANOS).orElse(0.0));
        out.writeStringField("health", last.map(TargetCalls::health).orElse("unknown"));
        out.writeStringField("scrapeInterval", Durations.format(target.interval()));
        out.writeStringField("scrapeTimeout", Durations.format(target.timeout()));
        out.writeEndObject();
    }

    /** An address may bring user, password or a token along: it is shown without them. */
    private static void labels(JsonGenerator out, String key, Labels labels) throws IOException {
        out.writeFieldName(key);
        new ValueJson(out).labels(labels.with("__address__", Redaction.target(labels.get("__address__"))));
    }

    private static String health(ScrapeStatus.Outcome outcome) {
        return outcome.fault().isEmpty() ? "up" : "down";
    }

    /** {@code scrape_pools}: the names of all jobs. */
    static Answer pools(List<ScrapeStatus> all) {
        List<String> names = all.stream()
                .map(status -> status.target().job())
                .distinct()
                .sorted()
                .toList();
        return Answer.of(out -> {
            out.writeStartObject();
            out.writeFieldName("scrapePools");
            Answer.array(out, names);
            out.writeEndObject();
        });
    }
}
