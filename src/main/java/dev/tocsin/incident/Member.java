package dev.tocsin.incident;

import dev.tocsin.alert.Alert;
import dev.tocsin.model.Label;
import dev.tocsin.model.Labels;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
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
    /** Alertmanager's: by job, by instance, few labels before many, then by each label. */
    public static final Comparator<Member> ORDER = Comparator.comparing(
                    Member::labels, first("job").thenComparing(first("instance")))
            .thenComparing(member -> member.labels().size())
            .thenComparing(Member::labels, Member::byLabel);

    private static Comparator<Labels> first(String label) {
        return Comparator.comparing((Labels labels) -> !labels.has(label)).thenComparing(labels -> labels.get(label));
    }

    /** Which has the lesser value, label by label; what lacks one comes before what has it. */
    private static int byLabel(Labels one, Labels other) {
        Iterator<Label> others = other.iterator();
        for (Label label : one) {
            if (!others.hasNext()) {
                return 1;
            }
            Label against = others.next();
            if (!label.equals(against)) {
                return label.name().equals(against.name())
                        ? label.value().compareTo(against.value())
                        : against.name().compareTo(label.name());
            }
        }
        return others.hasNext() ? -1 : 0;
    }

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

    Member ended(Instant end) {
        return ended.isPresent()
                ? this
                : new Member(labels, annotations, value, threshold, since, Optional.of(end), source);
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
