package dev.tocsin.incident;

import dev.tocsin.alert.Alert;
import dev.tocsin.model.Labels;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One alert of an incident, as last seen. {@code threshold} is what its value is compared with, such as {@code > 0.05}. Stays, with its
 * end, until everybody who was told of it knows of its end. {@code source} is the alert's; the value of one that was pushed is not a
 * number, since nobody said it.
 */
public record Member(
        Labels labels,
        Map<String, String> annotations,
        double value,
        Optional<String> threshold,
        Instant since,
        Optional<Instant> ended,
        String source) {
    /** One of our own. */
    public Member(
            Labels labels,
            Map<String, String> annotations,
            double value,
            Optional<String> threshold,
            Instant since,
            Optional<Instant> ended) {
        this(labels, annotations, value, threshold, since, ended, "");
    }

    public Member {
        annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
    }

    static Member of(Alert alert, Optional<String> threshold) {
        return new Member(
                alert.labels(),
                alert.annotations(),
                alert.value(),
                threshold,
                alert.since(),
                Optional.empty(),
                alert.source());
    }

    Member ended(Instant now) {
        return ended.isPresent()
                ? this
                : new Member(labels, annotations, value, threshold, since, Optional.of(now), source);
    }

    /** Whether it still fires. */
    public boolean isFiring() {
        return ended.isEmpty();
    }

    /** How bad this one is. */
    public Severity severity() {
        return Severity.of(labels);
    }

    /** The alert's name. */
    public String name() {
        return labels.get("alertname");
    }
}
