package dev.tocsin.cli.demo;

import dev.tocsin.cli.demo.AgentProcess.Ports;
import dev.tocsin.clock.Clock;
import dev.tocsin.http.Client;
import dev.tocsin.lab.world.Tidings;
import dev.tocsin.lab.world.Tidings.Mood;
import dev.tocsin.lab.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The world and the agent while both run: shows what happens, and starts the agent again when it dies. For one thread, but for
 * {@link #close}, which any thread may call.
 */
final class Stage implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(100);
    private static final int MOST_FAILED_STARTS = 3;

    private final World world;
    private final Home home;
    private final Crew crew;
    private final Ports ports = Ports.free();
    private final Tidings tidings = new Tidings();
    private volatile AgentProcess agent;
    private volatile boolean closing;
    private Optional<Instant> readySince = Optional.empty();
    private int failedStarts;

    /** What it is run with. */
    record Crew(Executable executable, Clock clock, Client client, Screen screen) {}

    /** The agent ended again and again before it was ready. */
    static final class CannotStart extends Exception {
        private static final long serialVersionUID = 1;
    }

    Stage(World world, Home home, Crew crew) {
        this.world = world;
        this.home = home;
        this.crew = crew;
        this.agent = AgentProcess.start(crew.executable(), home, ports, world.environment());
    }

    Ports ports() {
        return ports;
    }

    long agentPid() {
        return agent.pid();
    }

    /** Since when the agent has been ready without a break; it is asked when it was not. */
    Optional<Instant> readySince() {
        if (readySince.isEmpty() && agent.isReady(crew.client())) {
            readySince = Optional.of(crew.clock().now());
            failedStarts = 0;
            crew.screen().agent("is ready, pid " + agent.pid(), Mood.GOOD);
        }
        return readySince;
    }

    /** Lets a moment pass: shows what is new, and sees to the agent. */
    void tick() throws InterruptedException, CannotStart {
        boolean ended = agent.endsWithin(TICK);
        if (closing) {
            throw new InterruptedException("closing");
        }
        tidings.news(world.received()).forEach(crew.screen()::show);
        if (ended) {
            revive();
        }
    }

    /** Whoever sits at the chat presses what is to be pressed. */
    void press() {
        world.press(crew.client(), ports.api().resolve("/hooks/slack"));
    }

    private synchronized void revive() throws CannotStart, InterruptedException {
        if (closing) {
            throw new InterruptedException("closing");
        }
        failedStarts += readySince.isEmpty() && !agent.wasKilled() ? 1 : 0;
        readySince = Optional.empty();
        String end = "pid " + agent.pid() + " " + agent.end();
        if (failedStarts >= MOST_FAILED_STARTS) {
            crew.screen().agent(end, Mood.BAD);
            throw new CannotStart();
        }
        world.agentRestarted();
        agent = AgentProcess.start(crew.executable(), home, ports, world.environment());
        crew.screen().agent(end + "; started again, pid " + agent.pid(), Mood.BAD);
    }

    /** Ends the agent. */
    @Override
    public void close() {
        synchronized (this) {
            closing = true;
        }
        agent.stop();
    }
}
