package dev.tocsin.rule;

import dev.tocsin.alert.RuleKey;
import dev.tocsin.promql.syntax.Expr;
import java.util.Map;

/** One rule of a group. */
public sealed interface Rule permits AlertingRule, RecordingRule {
    /** Which rule it is; its name is the alert's or the recorded metric's. */
    RuleKey key();

    /** What is evaluated. */
    Expr expr();

    /** As it is written in the file. */
    String text();

    /** The group's labels overwritten by the rule's own, in order of their names; an empty value takes a label away. */
    Map<String, String> labels();

    /** The alert's name, or the metric's that is recorded. */
    default String name() {
        return key().name();
    }
}
