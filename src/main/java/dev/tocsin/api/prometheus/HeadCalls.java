package dev.tocsin.api.prometheus;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tocsin.model.Label;
import dev.tocsin.model.Labels;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code status/tsdb}: how many series there are, and which names and labels make most of them. For any thread. */
final class HeadCalls {
    private static final int USUAL = 10;
    private static final int MOST = 10_000;

    private final Map<String, Long> names = new HashMap<>();
    private final Map<String, Long> bytes = new HashMap<>();
    private final Map<String, Long> pairs = new HashMap<>();
    private final Map<String, Set<String>> values = new HashMap<>();

    /** {@code limit}: how many of each. */
    static Answer head(Reading from, Parameters given) throws Refusal {
        int limit = given.has("limit") ? new Times(given).limit("limit") : USUAL;
        if (limit < 1 || limit > MOST) {
            throw Refusal.parameter("limit", "limit must be between 1 and " + MOST);
        }
        HeadCalls calls = new HeadCalls();
        List<Labels> series = from.store().labels(List.of(), Times.MIN, Times.MAX);
        series.forEach(calls::count);
        return Answer.of(out -> calls.write(series.size(), limit, out));
    }

    private void count(Labels labels) {
        names.merge(labels.metricName(), 1L, Long::sum);
        for (Label label : labels) {
            pairs.merge(label.name() + "=" + label.value(), 1L, Long::sum);
            if (values.computeIfAbsent(label.name(), name -> new HashSet<>()).add(label.value())) {
                bytes.merge(label.name(), (long) label.value().length(), Long::sum);
            }
        }
    }

    private void write(int series, int limit, JsonGenerator out) throws IOException {
        Map<String, Long> distinct = new HashMap<>();
        values.forEach((name, all) -> distinct.put(name, (long) all.size()));
        out.writeStartObject();
        out.writeObjectFieldStart("headStats");
        out.writeNumberField("numSeries", series);
        out.writeNumberField("numLabelPairs", pairs.size());
        out.writeEndObject();
        list("seriesCountByMetricName", names, limit, out);
        list("labelValueCountByLabelName", distinct, limit, out);
        list("memoryInBytesByLabelName", bytes, limit, out);
        list("seriesCountByLabelValuePair", pairs, limit, out);
        out.writeEndObject();
    }

    private static void list(String key, Map<String, Long> counts, int limit, JsonGenerator out) throws IOException {
        List<Map.Entry<String, Long>> most = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(limit)
                .toList();
        out.writeArrayFieldStart(key);
        for (Map.Entry<String, Long> one : most) {
            out.writeStartObject();
            out.writeStringField("name", one.getKey());
            out.writeNumberField("value", one.getValue());
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
