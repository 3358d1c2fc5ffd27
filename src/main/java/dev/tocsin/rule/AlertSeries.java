package dev.tocsin.rule;

import dev.tocsin.alert.Alert;
import dev.tocsin.alert.AlertState;
import dev.tocsin.alert.Alerts;
import dev.tocsin.alert.Finding;
import dev.tocsin.alert.Finding.Occasion;
import dev.tocsin.alert.RuleKey;
import dev.tocsin.model.Label;
import dev.tocsin.model.Labels;
import dev.tocsin.promql.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Alerts as series: {@code ALERTS{alertname, alertstate, ...}}, which is 1 while there is one, and {@code ALERTS_FOR_STATE},
 * which is when its condition was first met in seconds since 1970. Immutable; remembers what was written, so that what is
 * over gets its stale marker.
 */
public final class AlertSeries {
    private static final AlertSeries NONE = new AlertSeries(Written.nothing());

    private final Written written;

    private AlertSeries(Written written) {
        this.written = written;
    }

    /** What follows, and the samples to be appended. */
    public record Next(AlertSeries series, List<Value.Entry> samples) {
        public Next {
            samples = List.copyOf(samples);
        }
    }

    /** Nothing written yet. */
    public static AlertSeries none() {
        return NONE;
    }

    /**
     * The samples that {@code findings} are worth; {@code alerts} are those after them. As in Prometheus, an evaluation that
     * failed writes nothing. Neither does one on arrival: series have one point an interval.
     */
    public Next after(List<Finding> findings, Alerts alerts) {
        Written next = written;
        List<Value.Entry> samples = new ArrayList<>();
        for (Finding finding : findings) {
            if (finding.occasion() == Occasion.INTERVAL && !(finding.result() instanceof Finding.Result.Failed)) {
                long at = finding.at().toEpochMilli();
                List<Value.Entry> now = next.completed(finding.rule(), current(alerts, finding.rule(), at), at);
                next = next.after(finding.rule(), now);
                samples.addAll(now);
            }
        }
        return new Next(new AlertSeries(next), samples);
    }

    /** After a reload: stale markers for the alerts of rules that are no more. */
    public Next retain(Set<RuleKey> rules, long timeMillis) {
        return new Next(new AlertSeries(written.retain(rules)), written.abandoned(rules, timeMillis));
    }

    /** The alerts of rules as samples at {@code timeMillis}, for exposing them: who pushes others has series of its own. */
    public static List<Value.Entry> current(Alerts alerts, long timeMillis) {
        List<Value.Entry> samples = new ArrayList<>();
        alerts.stream()
                .filter(alert -> !alert.rule().equals(RuleKey.PUSHED))
                .forEach(alert -> add(samples, alert, timeMillis));
        return samples;
    }

    private static List<Value.Entry> current(Alerts alerts, RuleKey rule, long timeMillis) {
        List<Value.Entry> samples = new ArrayList<>();
        alerts.of(rule).forEach(alert -> add(samples, alert, timeMillis));
        return samples;
    }

    private static void add(List<Value.Entry> samples, Alert alert, long timeMillis) {
        String state = alert.state() instanceof AlertState.Pending ? "pending" : "firing";
        Labels labels = alert.labels().with("alertstate", state).with(Label.METRIC_NAME, "ALERTS");
        samples.add(new Value.Entry(labels, timeMillis, 1, null));
        Labels since = alert.labels().with(Label.METRIC_NAME, "ALERTS_FOR_STATE");
        samples.add(new Value.Entry(since, timeMillis, alert.since().getEpochSecond(), null));
    }
}
