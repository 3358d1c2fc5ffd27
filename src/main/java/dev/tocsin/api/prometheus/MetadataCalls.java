package dev.tocsin.api.prometheus;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Matcher;
import dev.tocsin.scrape.Description;
import dev.tocsin.scrape.Scrapes.Described;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code metadata} and {@code targets/metadata}: what targets say about their families of metrics. For any thread. */
final class MetadataCalls {
    private MetadataCalls() {}

    /** {@code metric, limit, limit_per_metric}: each description once, by names of families. */
    static Answer families(List<Described> targets, Parameters given) throws Refusal {
        int limit = limit(given, "limit", "limit must be a number");
        int perMetric = limit(given, "limit_per_metric", "limit_per_metric must be a number");
        String metric = given.text("metric");
        SortedMap<String, Set<Description>> all = new TreeMap<>();
        for (Described target : targets) {
            target.families().forEach((name, description) -> {
                if (metric.isEmpty() || metric.equals(name)) {
                    all.computeIfAbsent(name, first -> new LinkedHashSet<>()).add(description);
                }
            });
        }
        return Answer.of(out -> {
            out.writeStartObject();
            for (Map.Entry<String, Set<Description>> family :
                    all.entrySet().stream().limit(limit).toList()) {
                out.writeArrayFieldStart(family.getKey());
                // Prometheus counts none and less than none as no limit here, unlike the other.
                int most = perMetric > 0 ? perMetric : Integer.MAX_VALUE;
                for (Description description :
                        family.getValue().stream().limit(most).toList()) {
                    out.writeStartObject();
                    write(out, description);
                    out.writeEndObject();
                }
                out.writeEndArray();
            }
            out.writeEndObject();
        });
    }

    /** One family of one target. */
    private record Found(Labels target, String metric, Description description) {}

    /** {@code match_target, metric, limit}: each description with its target. */
    static Answer ofTargets(List<Described> targets, Parameters given) throws Refusal {
        int limit = limit(given, "limit", "limit must be a number");
        List<Matcher> matchers = Selectors.of(given, "match_target");
        String metric = given.text("metric");
        List<Found> found = new ArrayList<>();
        for (Described target : targets) {
            Labels labels = target.target();
            if (Matcher.allMatch(matchers, labels)) {
                target.families().forEach((name, description) -> {
                    if (found.size() < limit && (metric.isEmpty() || metric.equals(name))) {
                        found.add(new Found(labels, name, description));
                    }
                });
            }
        }
        return Answer.of(out -> {
            out.writeStartArray();
            for (Found one : found) {
                out.writeStartObject();
                out.writeFieldName("target");
                new ValueJson(out).labels(one.target());
                if (metric.isEmpty()) {
                    out.writeStringField("metric", one.metric());
                }
                write(out, one.description());
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    private static void write(JsonGenerator out, Description description) throws IOException {
        out.writeStringField("type", description.type());
        out.writeStringField("help", description.help());
        out.writeStringField("unit", description.unit());
    }

    /** One below zero is none. */
    private static int limit(Parameters given, String name, String fault) throws Refusal {
        String text = given.text(name);
        try {
            int limit = text.isEmpty() ? -1 : Integer.parseInt(text);
            return limit < 0 ? Integer.MAX_VALUE : limit;
        } catch (NumberFormatException none) {
            throw Refusal.badData(fault);
        }
    }
}
