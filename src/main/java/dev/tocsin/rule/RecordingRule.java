package dev.tocsin.rule;

import dev.tocsin.alert.RuleKey;
import dev.tocsin.promql.syntax.Expr;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** A rule whose results become samples of the metric that it names. */
public record RecordingRule(RuleKey key, Expr expr, String text, Map<String, String> labels) implements Rule {
    public RecordingRule {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }
}
