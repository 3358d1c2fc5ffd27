package dev.tocsin.alert;

import dev.tocsin.model.Labels;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one alerting rule found at one instant. Made by rule workers, consumed by the loop. */
public record Finding(RuleKey rule, Hold hold, Instant at, Occasion occasion, Result result) {
    /** What made the rule be evaluated. */
    public enum Occasion {
        /** The group's interval came round: alerts may start and end. */
        INTERVAL,
        /** Samples arrived: alerts may only start, so that arrival changes nothing but how early. */
        ARRIVAL
    }

    /** What came of it. */
    public sealed interface Result {
        /** The condition was met for these, each with its own labels; empty means for none. */
        record Met(List<Hit> hits) implements Result {
            public Met {
                hits = List.copyOf(hits);
            }
        }

        /** The rule could not be evaluated: its alerts keep their state. */
        record Failed(String cause) implements Result {}

        /** It gave more alerts than its group's limit: as in Prometheus all its alerts are cleared, kept firing or not. */
        record Discarded(String cause) implements Result {}
    }

    /** One label set for which the condition was met. {@code labels} are the alert's, templated, with {@code alertname}. */
    public record Hit(Labels labels, Map<String, String> annotations, double value) {
        public Hit {
            annotations = Map.copyOf(annotations);
        }

        /** Annotations in order of their names. */
        public Map<String, String> sortedAnnotations() {
            return new TreeMap<>(annotations);
        }
    }
}
