package dev.tocsin.rule;

import dev.tocsin.alert.Hold;
import dev.tocsin.alert.RuleKey;
import dev.tocsin.config.Fields;
import dev.tocsin.model.Label;
import dev.tocsin.promql.Promql;
import dev.tocsin.promql.syntax.Expr;
import dev.tocsin.promql.syntax.Features;
import dev.tocsin.promql.syntax.Kind;
import dev.tocsin.promql.syntax.ParseFault;
import dev.tocsin.promql.syntax.Parsed;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the rules of one group. What has a fault is read to its end all the same, so that all faults are told. */
final class RuleReader {
    private final String file;
    private final String group;
    private final Map<String, String> groupLabels;
    private final Features features;
    private final Map<String, Integer> names = new HashMap<>();

    RuleReader(String file, String group, Map<String, String> groupLabels, Features features) {
        this.file = file;
        this.group = group;
        this.groupLabels = groupLabels;
        this.features = features;
    }

    /** The rule, or nothing when it has a fault that leaves none. {@code twins} are the rules of the file so far. */
    Optional<Rule> read(Fields in, Twins twins) {
        Optional<String> alert = in.optionalText("alert").filter(name -> !name.isEmpty());
        Optional<String> metric = in.optionalText("record").filter(name -> !name.isEmpty());
        Optional<Expr> expr = expr(in);
        Hold hold = new Hold(in.duration("for", Duration.ZERO), in.duration("keep_firing_for", Duration.ZERO));
        Map<String, String> own = labels(in);
        Map<String, String> annotations = annotations(in);
        if (alert.isPresent() == metric.isPresent()) {
            in.fault("", alert.isPresent() ? "has both alert and record; write one" : "needs one of alert or record");
            return Optional.empty();
        }
        Map<String, String> labels = new TreeMap<>(groupLabels);
        labels.putAll(own);
        String name = alert.or(() -> metric).orElseThrow();
        expr.ifPresent(found -> twins.add(in, alert.isPresent() ? "alert" : "record", labels, found));
        if (alert.isPresent()) {
            checkTemplates(in, "labels");
            checkTemplates(in, "annotations");
            return expr.map(found -> new AlertingRule(key(name), found, text(in), hold, labels, annotations));
        }
        checkRecording(in, name, hold);
        return expr.map(found -> new RecordingRule(key(name), found, text(in), labels));
    }

    private RuleKey key(String name) {
        return new RuleKey(file, group, name, names.merge(name, 1, Integer::sum) - 1);
    }

    private static String text(Fields in) {
        return in.text("expr").strip();
    }

    private Optional<Expr> expr(Fields in) {
        if (in.text("expr").isBlank()) {
            if (in.has("expr")) {
                in.fault("expr", "must not be empty");
            }
            return Optional.empty();
        }
        return switch (Promql.parse(in.text("expr"), features)) {
            case Parsed.Bad(ParseFault fault) -> {
                in.fault(in.place("expr", fault.line(), fault.column()), "expr", fault.message());
                yield Optional.empty();
            }
            case Parsed.Good(Expr good) -> {
                warnOfKind(in, good.kind());
                yield Optional.of(good);
            }
        };
    }

    private static void warnOfKind(Fields in, Kind kind) {
        if (kind != Kind.VECTOR && kind != Kind.SCALAR) {
            in.warn("expr", "is " + kind.documented() + ": every evaluation will fail, it needs an instant vector");
        }
    }

    /** The map {@code labels} of a group or rule; every name checked. */
    static Map<String, String> labels(Fields in) {
        Map<String, String> labels = in.textMap("labels");
        in.optional("labels", inner -> inner)
                .ifPresent(inner -> inner.keys().forEach(name -> {
                    if (inner.has(name) && (name.isEmpty() || name.equals(Label.METRIC_NAME))) {
                        inner.fault(name, "is no name for a label");
                    }
                }));
        return labels;
    }

    private static Map<String, String> annotations(Fields in) {
        Map<String, String> annotations = in.textMap("annotations");
        in.optional("annotations", inner -> inner)
                .ifPresent(inner -> inner.keys().forEach(name -> {
                    if (inner.has(name) && name.isEmpty()) {
                        inner.fault(name, "an annotation needs a name");
                    }
                }));
        return annotations;
    }

    private static void checkTemplates(Fields in, String key) {
        in.optional(key, inner -> inner)
                .ifPresent(inner -> in.textMap(key)
                        .forEach((name, text) -> Wording.fault(text)
                                .ifPresent(fault -> inner.fault(
                                        inner.place(name, fault.line(), fault.column()), name, fault.message()))));
    }

    private static void checkRecording(Fields in, String name, Hold hold) {
        if (name.contains("{") || name.contains("}")) {
            in.fault("record", "must be a metric name, not a selector; what is in braces belongs into expr or labels");
        }
        if (!hold.before().isZero()) {
            in.fault("for", "only alerts have it, and this rule records");
        }
        if (!hold.after().isZero()) {
            in.fault("keep_firing_for", "only alerts have it, and this rule records");
        }
        if (!in.textMap("annotations").isEmpty()) {
            in.fault("annotations", "only alerts have them, and this rule records");
        }
    }
}
