package dev.tocsin.collect;

import dev.tocsin.config.Fields;
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
 * A source and what it is asked.
 *
 * @param name unique among the collectors; the label {@code collector} of what is said about it
 * @param labels of every sample: {@code instance}, {@code job}, {@code service} and what the configuration adds
 */
public record CollectTarget(String name, Labels labels, Duration interval, Duration timeout, CollectSettings settings) {
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Reads the list under {@code key}; a name given twice is a fault. */
    public static List<CollectTarget> list(
            Fields in, String key, Map<String, Function<Fields, CollectSettings>> kinds) {
        Set<String> names = new HashSet<>();
        return in.list(key, fields -> {
            CollectTarget target = read(fields, kinds);
            if (!names.add(target.name())) {
                fields.fault("name", "two collectors are called " + target.name());
            }
            return target;
        });
    }

    /**
     * Reads {@code name}, {@code kind}, {@code job} (else the name), {@code instance} (else the address), {@code
     * service},
     * {@code labels}, {@code interval} (1m) and {@code timeout} (10s, or the interval when that is shorter).
     *
     * @param kinds the reader of each kind's settings, which gets the same mapping
     */
    public static CollectTarget read(Fields in, Map<String, Function<Fields, CollectSettings>> kinds) {
        String name = in.text("name");
        Duration interval = in.duration("interval", INTERVAL);
        Duration timeout = in.duration("timeout", TIMEOUT.compareTo(interval) < 0 ? TIMEOUT : interval);
        if (!interval.isPositive()) {
            in.fault("interval", "must be positive");
        }
        if (!timeout.isPositive() || timeout.compareTo(interval) > 0) {
            in.fault("timeout", "must be positive and no longer than the interval");
        }
        Optional<CollectSettings> settings = settings(in, kinds);
        Labels labels = labels(in, name, settings.map(CollectSettings::instance).orElse(""));
        return new CollectTarget(name, labels, interval, timeout, settings.orElseGet(Nothing::new));
    }

    private static Optional<CollectSettings> settings(Fields in, Map<String, Function<Fields, CollectSettings>> kinds) {
        String kind = in.text("kind", "sql");
        Function<Fields, CollectSettings> reader = kinds.get(kind);
        if (reader == null) {
            String known = String.join(", ", kinds.keySet().stream().sorted().toList());
            in.fault("kind", "unknown kind of collector \"" + kind + "\"; known: " + known);
            return Optional.empty();
        }
        return Optional.of(reader.apply(in));
    }

    private static Labels labels(Fields in, String name, String instance) {
        Map<String, String> more = in.textMap("labels");
        if (more.containsKey(Label.METRIC_NAME)) {
            in.fault("labels", "__name__ is the metric's own");
        }
        return Labels.of(more)
                .without(Label.METRIC_NAME)
                .with("job", in.text("job", name))
                .with("service", in.text("service", more.getOrDefault("service", "")))
                .with("instance", in.text("instance", instance));
    }

    /** What stands in for settings of an unknown kind: there is a fault already, so it never runs. */
    private record Nothing() implements CollectSettings {
        @Override
        public String instance() {
            return "";
        }

        @Override
        public Collector collector(Labels labels, Ports ports) {
            return (at, timeout) -> CollectResult.of(List.of());
        }
    }
}
