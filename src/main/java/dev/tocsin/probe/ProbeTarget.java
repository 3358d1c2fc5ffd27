package dev.tocsin.probe;

import dev.tocsin.config.Fields;
import dev.tocsin.http.Client;
import dev.tocsin.model.Label;
import dev.tocsin.model.Labels;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A target and how it is checked.
 *
 * @param name unique among the probes
 * @param labels of every sample: {@code instance}, {@code job}, {@code service} and what the configuration adds
 */
public record ProbeTarget(String name, Labels labels, Duration interval, Duration timeout, ProbeSettings settings) {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Reads the list under {@code key}; a name given twice is a fault. Parameters as for {@link #read}. */
    public static List<ProbeTarget> list(
            Fields in, String key, Duration usual, Map<String, Function<Fields, ProbeSettings>> kinds) {
        Set<String> names = new HashSet<>();
        return in.list(key, fields -> {
            ProbeTarget target = read(fields, usual, kinds);
            if (!names.add(target.name())) {
                fields.fault("name", "two probes are called " + target.name());
            }
            return target;
        });
    }

    /**
     * Reads {@code name}, {@code kind} (else {@code http}), {@code job} (else the name), {@code instance} (else the
     * address), {@code service}, {@code labels}, {@code interval} and {@code timeout} (10s, or the interval when
     * that is shorter).
     *
     * @param usual the interval of a target that has none of its own
     * @param kinds the reader of each kind's settings, which gets the same mapping
     */
    public static ProbeTarget read(Fields in, Duration usual, Map<String, Function<Fields, ProbeSettings>> kinds) {
        String name = in.text("name");
        Duration interval = in.duration("interval", usual);
        Duration timeout = in.duration("timeout", shorter(TIMEOUT, interval));
        if (!interval.isPositive()) {
            in.fault("interval", "must be positive");
        }
        if (!timeout.isPositive() || timeout.compareTo(interval) > 0) {
            in.fault("timeout", "must be positive and no longer than the interval");
        }
        ProbeSettings settings = settings(in, kinds);
        return new ProbeTarget(name, labels(in, name, settings), interval, timeout, settings);
    }

    private static ProbeSettings settings(Fields in, Map<String, Function<Fields, ProbeSettings>> kinds) {
        String kind = in.text("kind", "http");
        Function<Fields, ProbeSettings> reader = kinds.get(kind);
        if (reader == null) {
            List<String> known = kinds.keySet().stream().sorted().toList();
            in.fault("kind", "unknown kind of probe \"" + kind + "\"; known: " + String.join(", ", known));
            return new Nothing();
        }
        return reader.apply(in);
    }

    private static Labels labels(Fields in, String name, ProbeSettings settings) {
        Map<String, String> more = in.textMap("labels");
        if (more.containsKey(Label.METRIC_NAME)) {
            in.fault("labels", "__name__ is the metric's own");
        }
        return Labels.of(more)
                .without(Label.METRIC_NAME)
                .with("job", in.text("job", name))
                .with("service", in.text("service", more.getOrDefault("service", "")))
                .with("instance", in.text("instance", settings.instance()));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** What stands in for settings of an unknown kind: there is a fault already, so it never runs. */
    private record Nothing() implements ProbeSettings {
        @Override
        public String instance() {
            return "";
        }

        @Override
        public Prober prober(Labels labels, Client client) {
            return (at, timeout) -> new ProbeResult(List.of(), Optional.empty());
        }
    }
}
