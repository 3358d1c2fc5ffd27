package dev.tocsin.lab.proof;

import dev.tocsin.alert.Hold;
import dev.tocsin.alert.RuleKey;
import dev.tocsin.incident.Severity;
import dev.tocsin.model.Labels;
import java.time.Instant;
import java.util.List;

/** One thing that may be wrong in a world: the rule that finds it, the labels under which, and when it is wrong. */
record Alarm(RuleKey rule, Labels labels, Hold hold, List<Window> met) {
    Alarm {
        met = List.copyOf(met);
    }

    /** Whether it is wrong as long as a bad deployment serves. */
    boolean isDeployed() {
        return labels.get("alertname").equals("ApiDown");
    }

    Alarm met(List<Window> windows) {
        return new Alarm(rule, labels, hold, windows);
    }

    boolean isMet(Instant at) {
        for (Window window : met) {
            if (window.contains(at)) {
                return true;
            }
        }
        return false;
    }

    Severity severity() {
        return Severity.of(labels);
    }

    /** As stories call it. */
    String name() {
        return labels.get("alertname") + "/" + labels.get("service") + "/" + labels.get("severity");
    }
}
