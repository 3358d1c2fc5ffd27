package dev.tocsin.rule;

import dev.tocsin.alert.Finding.Hit;
import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.Label;
import dev.tocsin.model.Labels;
import dev.tocsin.promql.Value;
import dev.tocsin.template.Attributes;
import dev.tocsin.template.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The results of an alerting rule as alerts: labelled, annotated, each with labels of its own. */
record Hits(AlertingRule rule, Surroundings surroundings, World world) {
    /** The label that carries an alert's name. */
    private static final String ALERT_NAME = "alertname";

    /** Throws {@link RuleFault} when two results become the same alert. */
    List<Hit> of(List<Value.Entry> results) {
        List<Hit> hits = new ArrayList<>(results.size());
        Set<Labels> seen = new HashSet<>();
        for (Value.Entry result : results) {
            Hit hit = hit(result);
            if (!seen.add(hit.labels())) {
                throw RuleFault.of("vector contains metrics with the same labelset after applying alert labels");
            }
            hits.add(hit);
        }
        return hits;
    }

    private Hit hit(Value.Entry result) {
        FloatHistogram histogram = result.histogram();
        Map<String, Object> known = Map.of(
                "Labels", result.labels(),
                "ExternalLabels", surroundings.externalLabels(),
                "ExternalURL", surroundings.externalUrl(),
                "Value", histogram == null ? (Object) result.value() : histogram.toString());
        Attributes root = name -> Optional.ofNullable(known.get(name));
        Labels.Builder labels = result.labels().without(Label.METRIC_NAME).toBuilder();
        Wording.expand(rule.name(), rule.labels(), root, world).forEach(labels::set);
        labels.set(ALERT_NAME, rule.name());
        Map<String, String> annotations = Wording.expand(rule.name(), rule.annotations(), root, world);
        return new Hit(labels.build(), annotations, result.value());
    }
}
