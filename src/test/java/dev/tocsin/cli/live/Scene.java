package dev.tocsin.cli.live;

import dev.tocsin.clock.SystemClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The agents of one test, each a process with a folder of its own, and real time. */
final class Scene implements AutoCloseable {
    /** How long anything may take that has no bound of its own, on a machine that does much else. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final long GLANCE_MILLIS = 100;

    private final Path home;
    private final SystemClock clock = new SystemClock();
    private final List<Sidecar> agents = new ArrayList<>();

    Scene(Path home) {
        this.home = home;
    }

    SystemClock clock() {
        return clock;
    }

    Instant now() {
        return clock.now();
    }

    /** The agent {@code name}, ready; its configuration may name {@code variables} and the file {@code live.rules.yml}. */
    Sidecar agent(String name, String configuration, String rules, Map<String, String> variables) {
        try {
            Path directory = Files.createDirectories(home.resolve(name));
            Files.writeString(directory.resolve("live.rules.yml"), rules);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        Sidecar agent = Sidecar.start(name, home, configuration, variables);
        agents.add(agent);
        await(PATIENCE, name + " is ready", agent::isReady);
        return agent;
    }

    List<Sidecar> agents() {
        return agents;
    }

    /** Waits until {@code condition} holds, {@code longest} at most. */
    void await(Duration longest, String what, BooleanSupplier condition) {
        Instant end = now().plus(longest);
        while (!condition.getAsBoolean()) {
            if (now().isAfter(end)) {
                throw new AssertionError("not within " + longest + ": " + what + "\n" + agents);
            }
            pass(Duration.ofMillis(GLANCE_MILLIS));
        }
    }

    /** Lets real time pass. */
    void pass(Duration time) {
        try {
            if (new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("nobody counts it down");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", stop);
        }
    }

    @Override
    public void close() {
        agents.forEach(Sidecar::close);
    }
}
