package dev.tocsin.template;

import java.util.List;

/** Whose functions a template knows beside Go's own. The two differ in {@code title} and {@code now} too. */
public enum Dialect {
    /** Prometheus: annotations and labels of rules, with {@code $labels}, {@code $value} and their like declared. */
    RULES(List.of("labels", "externalLabels", "externalURL", "value")),
    /** Alertmanager: messages. */
    MESSAGES(List.of());

    private final List<String> declared;

    Dialect(List<String> declared) {
        this.declared = declared;
    }

    /** Variables that every template has; each holds the root's attribute of the same name, first letter in upper case. */
    List<String> declared() {
        return declared;
    }
}
