package dev.tocsin.rule;

import dev.tocsin.alert.Hold;
import dev.tocsin.alert.RuleKey;
import dev.tocsin.promql.syntax.Expr;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A rule whose every result is an alert. Values of labels and annotations are templates, parsed when they are needed. */
public record AlertingRule(
        RuleKey key, Expr expr, String text, Hold hold, Map<String, String> labels, Map<String, String> annotations)
        implements Rule {
    public AlertingRule {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
    }

    /** What the value is compared with, such as {@code > 0.05}, where it is a number. */
    public Optional<String> threshold() {
        return Threshold.of(expr);
    }
}
