package dev.tocsin.deploy;

import dev.tocsin.clock.Clock;
import dev.tocsin.clock.Timers;
import dev.tocsin.provider.Answer;
import dev.tocsin.provider.Lever;
import dev.tocsin.provider.Levers;
import dev.tocsin.provider.View;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The shell that asks the platforms again and again which deployment of each service serves, and posts what it sees. One call
 * a service at a time; a platform that does not answer delays its own services only.
 */
public final class Watch implements AutoCloseable {
    private static final Duration CALL = Duration.ofSeconds(10);

    private final List<Target> targets;
    private final Ports ports;
    private final Map<String, String> failures = new ConcurrentHashMap<>();
    private final Map<String, Timers.Timer> waiting = new ConcurrentHashMap<>();
    private volatile boolean open = true;

    /** One service to watch, every {@code every}. */
    public record Target(String service, Levers levers, Duration every) {}

    /** What it lives by: {@code threads} runs each call on a thread of its own. */
    public record Ports(Clock clock, Timers timers, Executor threads, Consumer<Sighting> inbox) {}

    public Watch(List<Target> targets, Ports ports) {
        this.targets = List.copyOf(targets);
        this.ports = ports;
    }

    /** Looks at every service at once, and from then on. */
    public void start() {
        targets.forEach(target -> plan(target, ports.clock().now()));
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

    private void plan(Target target, Instant when) {
        if (open) {
            Runnable look = () -> ports.threads().execute(() -> look(target));
            waiting.put(target.service(), ports.timers().at(when, look));
        }
    }

    private void look(Target target) {
        Instant now = ports.clock().now();
        Duration pause = target.every();
        try {
            pause = heard(target, target.levers().look(Lever.ROLLBACK, now.plus(CALL)));
        } finally {
            plan(target, now.plus(pause));
        }
    }

    private Duration heard(Target target, Answer<View> answer) {
        if (answer instanceof Answer.Ok<View>(View.Served served)) {
            failures.remove(target.service());
            if (open) {
                Instant now = ports.clock().now();
                ports.inbox().accept(Sighting.of(target.service(), served, now));
            }
            return target.every();
        }
        failures.put(target.service(), Answer.why(answer).orElse(""));
        return Answer.pause(answer)
                .filter(wanted -> wanted.compareTo(target.every()) > 0)
                .orElse(target.every());
    }
}
