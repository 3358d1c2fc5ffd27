package dev.tocsin.collect.railway;

import dev.tocsin.clock.Clock;
import dev.tocsin.collect.CollectResult;
import dev.tocsin.collect.Collector;
import dev.tocsin.model.Label;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Sample;
import dev.tocsin.provider.Answer;
import dev.tocsin.provider.railway.RailwayConfig;
import dev.tocsin.provider.railway.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Asks Railway how much a service uses. Rare enough that no connection is kept. */
final class RailwayCollector implements Collector {
    private static final double GIGABYTE = 1e9;

    private final RailwayConfig railway;
    private final Labels labels;
    private final Clock clock;

    RailwayCollector(RailwayConfig railway, Labels labels, Clock clock) {
        this.railway = railway;
        this.labels = labels;
        this.clock = clock;
    }

    @Override
    public CollectResult collect(Instant at, Duration timeout) {
        try (Usage usage = Usage.of(railway, clock)) {
            return result(usage.latest(clock.now().plus(timeout)), at);
        }
    }

    private CollectResult result(Answer<SortedMap<Usage.Measurement, Double>> answer, Instant at) {
        if (answer instanceof Answer.Ok<SortedMap<Usage.Measurement, Double>>(var found)) {
            List<Sample> samples = new ArrayList<>();
            found.forEach((what, value) -> samples.add(sample(what, value, at)));
            return CollectResult.of(samples);
        }
        return CollectResult.failed(
                word(answer), "Railway " + Answer.why(answer).orElse(""));
    }

    private static String word(Answer<?> answer) {
        return switch (answer) {
            case Answer.Ok<?> ok -> "";
            case Answer.Refused<?> refused -> refused.cause().label();
            case Answer.Deferred<?> deferred -> deferred.cause().label();
            case Answer.Unknown<?> unknown -> unknown.cause().label();
        };
    }

    private Sample sample(Usage.Measurement what, double value, Instant at) {
        Map.Entry<String, Double> named = switch (what) {
            case CPU_USAGE -> Map.entry("railway_cpu_usage_cores", value);
            case CPU_LIMIT -> Map.entry("railway_cpu_limit_cores", value);
            case MEMORY_USAGE_GB -> Map.entry("railway_memory_usage_bytes", value * GIGABYTE);
            case MEMORY_LIMIT_GB -> Map.entry("railway_memory_limit_bytes", value * GIGABYTE);
        };
        return new Sample(labels.with(Label.METRIC_NAME, named.getKey()), at.toEpochMilli(), named.getValue());
    }
}
