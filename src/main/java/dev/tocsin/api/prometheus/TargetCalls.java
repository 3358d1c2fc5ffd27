package dev.tocsin.api.prometheus;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tocsin.http.Redaction;
import dev.tocsin.model.Durations;
import dev.tocsin.scrape.ScrapeStatus;
import dev.tocsin.scrape.ScrapeTarget;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** {@code targets}: what is scraped, and how that went. For any thread. */
final class TargetCalls {
    private static final double NANOS = 1e9;
    private static final String NEVER = "0001-01-01T00:00:00Z";

    private TargetCalls() {}

    /** {@code state, scrapePool}. */
    static Answer targets(List<ScrapeStatus> all, Parameters given) {
        String state = given.text("state");
        boolean active = state.isEmpty() || state.equals("active") || state.equals("any");
        String pool = given.text("scrapePool");
        List<ScrapeStatus> shown = all.stream()
                .filter(status ->
                        active && (pool.isEmpty() || status.target().job().equals(pool)))
                .toList();
        return Answer.of(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("activeTargets");
            for (ScrapeStatus status : shown) {
                target(out, status);
            }
            out.writeEndArray();
            out.writeArrayFieldStart("droppedTargets");
            out.writeEndArray();
            out.writeObjectFieldStart("droppedTargetCounts");
            out.writeEndObject();
            out.writeEndObject();
        });
    }

    private static void target(JsonGenerator out, ScrapeStatus status) throws IOException {
        ScrapeTarget target = status.target();
        Optional<ScrapeStatus.Outcome> last = status.last();
        String address = Redaction.address(target.url());
        out.writeStartObject();
        out.writeFieldName("discoveredLabels");
        new ValueJson(out).labels(target.labels());
        out.writeFieldName("labels");
        new ValueJson(out).labels(target.labels());
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
