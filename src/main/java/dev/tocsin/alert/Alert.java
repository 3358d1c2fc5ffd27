package dev.tocsin.alert;

import dev.tocsin.model.Labels;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * One alert of one rule, or one that somebody pushed. Its labels are its identity; annotations and value are those of the last time it
 * was met. {@code source} is where who pushed it shows what it is made of: an address, or empty.
 */
public record Alert(
        RuleKey rule,
        Labels labels,
        Map<String, String> annotations,
        double value,
        AlertState state,
        Instant seen,
        String source) {
    /** An alert of our own. */
    public Alert(
            RuleKey rule,
            Labels labels,
            Map<String, String> annotations,
            double value,
            AlertState state,
            Instant seen) {
        this(rule, labels, annotations, value, state, seen, "");
    }

    public Alert {
        annotations = java.util.Collections.unmodifiableMap(new TreeMap<>(annotations));
    }

    /** The label that says how bad it is. */
    public static final String SEVERITY = "severity";

    /** The alert's name. */
    public String name() {
        return labels.get("alertname");
    }

    /** When the condition was first met. */
    public Instant since() {
        return switch (state) {
            case AlertState.Pending pending -> pending.since();
            case AlertState.Firing firing -> firing.since();
            case AlertState.Fading fading -> fading.since();
            case AlertState.Pushed pushed -> pushed.since();
        };
    }

    /** From when a group waits for others, as Alertmanager has it: when it fired, or, as who pushed it says, when it began. */
    public Instant fired() {
        return switch (state) {
            case AlertState.Pending pending -> pending.since();
            case AlertState.Firing firing -> firing.fired();
            case AlertState.Fading fading -> fading.fired();
            case AlertState.Pushed pushed -> pushed.since();
        };
    }

    /** Whether people are to be told. */
    public boolean isFiring() {
        return state.isFiring();
    }

    /** Of two that whoever is told cannot tell apart, the one that fires, or else the one that began first. */
    public static Alert elder(Alert one, Alert other) {
        if (one.isFiring() != other.isFiring()) {
            return one.isFiring() ? one : other;
        }
        return other.since().isBefore(one.since()) ? other : one;
    }

    Alert met(Finding.Hit hit, AlertState next, Instant now) {
        return new Alert(rule, labels, hit.annotations(), hit.value(), next, now, source);
    }

    Alert under(Labels others) {
        return new Alert(rule, others, annotations, value, state, seen, source);
    }

    Alert in(AlertState next) {
        return new Alert(rule, labels, annotations, value, next, seen, source);
    }
}
