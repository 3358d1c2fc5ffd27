package dev.tocsin.web;

import dev.tocsin.alert.Alert;
import dev.tocsin.alert.AlertState;
import dev.tocsin.alert.RuleKey;
import dev.tocsin.incident.Severity;
import dev.tocsin.model.GoFloat;
import dev.tocsin.rule.AlertingRule;
import dev.tocsin.rule.GroupStatus;
import dev.tocsin.rule.RecordingRule;
import dev.tocsin.rule.Rule;
import dev.tocsin.rule.Trace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Every rule: its state, and why. */
public record RulesPage(List<Group> groups, String summary) {
    /** Rules that are evaluated together. */
    public record Group(
            String name, String file, String every, Stamp last, String took, String missed, List<Line> rules) {}

    /** One rule. {@code hold} is how long it must hold, {@code error} why it could not be evaluated last. */
    public record Line(
            String id,
            String name,
            String kind,
            Tone tone,
            String word,
            String text,
            String hold,
            String error,
            List<Tag> labels,
            List<Firing> alerts,
            List<Evaluation> evaluations) {}

    /** One alert of a rule, with the value that it was last met with. */
    public record Firing(Tone tone, String word, String value, Stamp since, List<Tag> labels) {}

    /** One evaluation: what set it off, how many series it gave, how long it took, and what was wrong. */
    public record Evaluation(Stamp at, String occasion, String series, String took, String fault) {}

    static RulesPage of(Glance glance) {
        List<Group> groups = new ArrayList<>();
        int number = 0;
        for (GroupStatus status : glance.looking().rules()) {
            groups.add(group(status, number++, glance));
        }
        long rules = groups.stream().mapToLong(one -> one.rules().size()).sum();
        long firing =
                glance.state().alerts().firing().map(Alert::rule).distinct().count();
        int broken = glance.state().broken().size();
        String summary = Trouble.count(rules, "rule") + " in " + Trouble.count(groups.size(), "group")
                + (firing == 0 ? "; nothing fires" : "; " + firing + (firing == 1 ? " fires" : " fire"))
                + (broken == 0 ? "" : "; " + broken + " cannot be evaluated");
        return new RulesPage(List.copyOf(groups), summary);
    }

    private static Group group(GroupStatus status, int number, Glance glance) {
        List<Line> lines = new ArrayList<>();
        for (Rule rule : status.group().rules()) {
            lines.add(line("r" + number + "-" + lines.size(), rule, status, glance));
        }
        return new Group(
                status.group().name(),
                status.group().file(),
                Stamp.span(status.group().pace().interval()),
                status.last().map(glance::stamp).orElse(Stamp.NONE),
                Took.of(status.took()),
                status.missed() == 0 ? "" : Trouble.count(status.missed(), "evaluation") + " missed",
                List.copyOf(lines));
    }

    private static Line line(String id, Rule rule, GroupStatus status, Glance glance) {
        RuleKey key = rule.key();
        List<Trace> traces = status.history().of(key);
        String error = traces.stream().limit(1).map(Trace::error).findFirst().orElse("");
        Collection<Alert> alerts = glance.state().alerts().of(key);
        Look look = look(rule, alerts, error, traces.isEmpty());
        return new Line(
                id,
                rule.name(),
                switch (rule) {
                    case AlertingRule alerting -> "alert";
                    case RecordingRule recording -> "record";
                },
                look.tone(),
                look.word(),
                rule.text().strip(),
                hold(rule),
                error,
                Tag.of(rule.labels()),
                alerts.stream().map(alert -> firing(alert, glance)).toList(),
                traces.stream().map(trace -> evaluation(trace, glance)).toList());
    }

    private record Look(Tone tone, String word) {}

    private static Look look(Rule rule, Collection<Alert> alerts, String error, boolean fresh) {
        if (!error.isEmpty()) {
            return new Look(Tone.HIGH, "Cannot be evaluated");
        }
        long firing = alerts.stream().filter(Alert::isFiring).count();
        if (firing > 0) {
            return new Look(worst(alerts), firing == 1 ? "Fires" : "Fires " + firing + " times");
        }
        if (!alerts.isEmpty()) {
            return new Look(Tone.LOW, "Pending");
        }
        if (fresh) {
            return new Look(Tone.NEUTRAL, "Not evaluated yet");
        }
        return rule instanceof AlertingRule ? new Look(Tone.GOOD, "Quiet") : new Look(Tone.GOOD, "Records");
    }

    private static Tone worst(Collection<Alert> alerts) {
        return alerts.stream()
                .filter(Alert::isFiring)
                .map(alert -> Tone.of(Severity.of(alert.labels())))
                .min(Tone::compareTo)
                .orElse(Tone.NEUTRAL);
    }

    private static String hold(Rule rule) {
        if (!(rule instanceof AlertingRule alerting)) {
            return "";
        }
        String before = alerting.hold().before().isZero()
                ? "fires at once"
                : "fires after " + Stamp.span(alerting.hold().before());
        return alerting.hold().after().isZero()
                ? before
                : before + ", kept firing for " + Stamp.span(alerting.hold().after());
    }

    private static Firing firing(Alert alert, Glance glance) {
        String word = switch (alert.state()) {
            case AlertState.Pending pending -> "pending";
            case AlertState.Firing firing -> "fires";
            case AlertState.Fading fading -> "kept firing";
            case AlertState.Pushed pushed -> "pushed";
        };
        Tone tone = alert.isFiring() ? Tone.of(Severity.of(alert.labels())) : Tone.LOW;
        return new Firing(
                tone, word, GoFloat.general(alert.value()), glance.stamp(alert.since()), Tag.of(alert.labels()));
    }

    private static Evaluation evaluation(Trace trace, Glance glance) {
        String fault = trace.failed() ? trace.error() : String.join("; ", trace.warnings());
        return new Evaluation(
                glance.stamp(trace.at()),
                switch (trace.occasion()) {
                    case INTERVAL -> "interval";
                    case ARRIVAL -> "samples came";
                },
                trace.failed() ? "" : Trouble.count(trace.series(), "result"),
                Took.of(trace.took()),
                fault);
    }
}
