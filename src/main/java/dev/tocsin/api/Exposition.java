package dev.tocsin.api;

import dev.tocsin.app.Agent;
import dev.tocsin.app.AgentBean;
import dev.tocsin.app.Settings.Watching;
import dev.tocsin.collect.CollectTarget;
import dev.tocsin.model.Label;
import dev.tocsin.model.Labels;
import dev.tocsin.probe.ProbeTarget;
import dev.tocsin.promql.Engine;
import dev.tocsin.promql.Outcome;
import dev.tocsin.promql.Promql;
import dev.tocsin.promql.Value;
import dev.tocsin.promql.syntax.Parsed;
import dev.tocsin.rule.AlertSeries;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code ALERTS} and what was probed, on {@code /metrics} beside the agent's own meters. They are no meters: their label sets differ
 * within one name, and they come and go, so they are read from the state and the series at each scrape, on the thread that answers it.
 */
@ApplicationScoped
public class Exposition {
    private static final String PROBED = "{__name__=~\"probe_.+|collect_.+\"}";
    private static final List<String> TARGET = List.of("instance", "job");

    private final AgentBean agent;
    private final PrometheusMeterRegistry registry;
    private final Engine engine = new Engine(Engine.Options.standard());

    Exposition(AgentBean agent, PrometheusMeterRegistry registry) {
        this.agent = agent;
        this.registry = registry;
    }

    void start(@Observes StartupEvent event) {
        registry.getPrometheusRegistry().register(new Collector() {
            @Override
            public List<MetricFamilySamples> collect() {
                return families();
            }
        });
    }

    private List<Collector.MetricFamilySamples> families() {
        SortedMap<String, List<Sample>> byName = new TreeMap<>();
        agent.agent()
                .ifPresent(running -> samples(running)
                        .forEach(sample -> byName.computeIfAbsent(
                                        sample.labels().metricName(), name -> new ArrayList<>())
                                .add(sample(sample))));
        return byName.entrySet().stream()
                .map(family -> new Collector.MetricFamilySamples(
                        family.getKey(), Collector.Type.GAUGE, help(family.getKey()), family.getValue()))
                .toList();
    }

    private List<Value.Entry> samples(Agent running) {
        long now = running.clock().now().toEpochMilli();
        List<Value.Entry> samples =
                new ArrayList<>(AlertSeries.current(running.state().alerts(), now));
        if (Promql.parse(PROBED) instanceof Parsed.Good(var expr)
                && engine.instant(expr, running.sensing().series(), now) instanceof Outcome.Answer answer
                && answer.value() instanceof Value.Vector(List<Value.Entry> probed)) {
            Set<Labels> own = own(running.configuration().settings().watching());
            probed.stream()
                    .filter(entry -> own.contains(entry.labels().keep(TARGET)))
                    .forEach(samples::add);
        }
        return samples;
    }

    /**
     * What this agent asks itself. What others have probed is theirs to show: an agent that scrapes itself, or another that scrapes it,
     * would find what it had found there before, each time with one label more.
     */
    private static Set<Labels> own(Watching watching) {
        return Stream.concat(
                        watching.probes().stream().map(ProbeTarget::labels),
                        watching.collectors().stream().map(CollectTarget::labels))
                .map(labels -> labels.keep(TARGET))
                .collect(Collectors.toSet());
    }

    private static Sample sample(Value.Entry entry) {
        Labels labels = entry.labels().without(Label.METRIC_NAME);
        List<String> names = new ArrayList<>(labels.size());
        List<String> values = new ArrayList<>(labels.size());
        labels.forEach((name, value) -> {
            names.add(name);
            values.add(value);
        });
        return new Sample(entry.labels().metricName(), names, values, entry.value());
    }

    private static String help(String name) {
        return switch (name) {
            case "ALERTS" -> "1 for each alert that is pending or fires.";
            case "ALERTS_FOR_STATE" -> "When the alert's condition was first met, in seconds since 1970.";
            default -> "As of the last check.";
        };
    }
}
