package dev.tocsin.rule;

import dev.tocsin.model.Durations;
import java.time.Duration;
import java.util.Map;

/** Writes rules as a file in Prometheus' format that loads as the same rules. Labels of a group stand at each rule. */
public final class RulePrinter {
    private final StringBuilder out = new StringBuilder();

    private RulePrinter() {}

    /** The whole file. Expressions are written in Prometheus' canonical form. */
    public static String print(RuleFile file) {
        RulePrinter printer = new RulePrinter();
        printer.out.append("groups:\n");
        file.groups().forEach(printer::group);
        return printer.out.toString();
    }

    private void group(RuleGroup group) {
        line(1, "- name: " + quoted(group.name()));
        line(2, "interval: " + Durations.format(group.pace().interval()));
        duration(2, "query_offset", group.pace().queryOffset());
        if (group.limit() != 0) {
            line(2, "limit: " + group.limit());
        }
        if (!group.rules().isEmpty()) {
            line(2, "rules:");
        }
        group.rules().forEach(this::rule);
    }

    private void rule(Rule rule) {
        switch (rule) {
            case AlertingRule alerting -> {
                line(3, "- alert: " + quoted(rule.name()));
                line(4, "expr: " + quoted(rule.expr().toString()));
                duration(4, "for", alerting.hold().before());
                duration(4, "keep_firing_for", alerting.hold().after());
                map("labels", rule.labels());
                map("annotations", alerting.annotations());
            }
            case RecordingRule recording -> {
                line(3, "- record: " + quoted(rule.name()));
                line(4, "expr: " + quoted(rule.expr().toString()));
                map("labels", rule.labels());
            }
        }
    }

    private void duration(int depth, String key, Duration value) {
        if (!value.isZero()) {
            line(depth, key + ": " + Durations.format(value));
        }
    }

    private void map(String key, Map<String, String> values) {
        if (!values.isEmpty()) {
            line(4, key + ":");
            values.forEach((name, value) -> line(5, quoted(name) + ": " + quoted(value)));
        }
    }

    private void line(int depth, String text) {
        out.append("  ".repeat(depth)).append(text).append('\n');
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append((char) c);
                case '\n' -> quoted.append("\\n");
                default -> {
                    if (c < ' ' || c == 0x7f || c == 0x85 || c == 0x2028 || c == 0x2029) {
                        quoted.append(String.format("\\u%04x", c));
                    } else {
                        quoted.append((char) c);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }
}
