package dev.tocsin.deploy;

import dev.tocsin.clock.Clock;
import dev.tocsin.clock.Timers;
import dev.tocsin.provider.Answer;
import dev.tocsin.provider.Deployment;
import dev.tocsin.provider.Rollbacks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The shell that asks the platforms, every {@code every}, which deployment of each service serves, and posts what it sees.
 * One call a service at a time; a platform that does not answer delays its own services only. What it asked last and why that
 * failed is in {@link #failures}.
 */
public final class Watch implements AutoCloseable {
    private static final Duration CALL = Duration.ofSeconds(10);

    private final SortedMap<String, Rollbacks> services;
    private final Duration every;
    private final Ports ports;
    private final Map<String, String> failures = new ConcurrentHashMap<>();
    private final Map<String, Timers.Timer> waiting = new ConcurrentHashMap<>();
    private volatile boolean open = true;

    /** What it lives by: {@code threads} runs each call on a thread of its own. */
    public record Ports(Clock clock, Timers timers, Executor threads, Consumer<Sighting> inbox) {}

    public Watch(Map<String, Rollbacks> services, Duration every, Ports ports) {
        this.services = new TreeMap<>(services);
        this.every = every;
        this.ports = ports;
    }

    /** Looks at every service at once, and from then on. */
    public void start() {
        services.keySet().forEach(this::plan);
    }

    /** Asks no more. A call under way posts nothing. */
    @Override
    public void close() {
        open = false;
        waiting.values().forEach(Timers.Timer::cancel);
    }

    /** Of each service whose platform did not say at the last look: why. */
    public Map<String, String> failures() {
        return Map.copyOf(failures);
    }

    private void plan(String service) {
        at(service, ports.clock().now());
    }

    private void at(String service, Instant when) {
        if (open) {
            waiting.put(service, ports.timers().at(when, () -> ports.threads().execute(() -> look(service))));
        }
    }

    private void look(String service) {
        Instant now = ports.clock().now();
        Duration pause = every;
        try {
            Rollbacks rollbacks = Objects.requireNonNull(services.get(service));
            pause = heard(service, rollbacks.deployments(now.plus(CALL)));
        } finally {
            at(service, now.plus(pause));
        }
    }

    private Duration heard(String service, Answer<List<Deployment>> answer) {
        if (answer instanceof Answer.Ok<List<Deployment>>(List<Deployment> deployments)) {
            failures.remove(service);
            if (open) {
                ports.inbox()
                        .accept(new Sighting(service, deployments, ports.clock().now()));
            }
            return every;
        }
        failures.put(service, Answer.why(answer).orElse(""));
        return Answer.pause(answer)
                .filter(wanted -> wanted.compareTo(every) > 0)
                .orElse(every);
    }
}
