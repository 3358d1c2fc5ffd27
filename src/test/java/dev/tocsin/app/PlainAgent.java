package dev.tocsin.app;

import dev.tocsin.clock.SystemClock;
import dev.tocsin.clock.SystemTimers;
import dev.tocsin.config.Loaded;
import dev.tocsin.ledger.LedgerHeld;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** An agent that runs without a container around it: nothing calls it over HTTP, and its house is kept all the same. */
public final class PlainAgent implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(500);

    private final Agent agent;
    private final SystemClock clock = new SystemClock();
    private final SystemTimers timers = new SystemTimers(clock);
    private volatile boolean closed;

    private PlainAgent(Agent agent) {
        this.agent = agent;
    }

    /** Starts one with the configuration in {@code file}. */
    public static PlainAgent start(Path file) throws LedgerHeld {
        Agent.Origin origin = new Agent.Origin(file, name -> Optional.empty(), "test", () -> {
            throw new IllegalStateException("nobody mails here");
        });
        return switch (Blueprint.read(origin)) {
            case Loaded.Ready<Blueprint>(Blueprint blueprint, var warnings) -> {
                Agent built = Agent.of(blueprint);
                PlainAgent plain = new PlainAgent(built);
                built.start();
                plain.keepHouse();
                yield plain;
            }
            case Loaded.Refused<Blueprint>(var faults) -> throw new IllegalStateException(faults.toString());
        };
    }

    public Agent agent() {
        return agent;
    }

    private void keepHouse() {
        timers.at(
                clock.now().plus(EVERY),
                () -> Thread.ofVirtual().start(() -> {
                    if (!closed) {
                        agent.keepLease();
                        agent.keepHouse();
                        keepHouse();
                    }
                }));
    }

    @Override
    public void close() {
        closed = true;
        timers.close();
        agent.close();
    }
}
