package dev.tocsin.lab.proof;

import dev.tocsin.deploy.Sighting;
import dev.tocsin.lab.simulation.Platform;
import dev.tocsin.provider.Answer;
import dev.tocsin.provider.Answer.Cause;
import dev.tocsin.provider.Lever;
import dev.tocsin.provider.Levers;
import dev.tocsin.provider.Pull;
import dev.tocsin.provider.View;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The platform on which the one service runs that can be rolled back; it misbehaves as the world says. */
final class Platforms {
    /** The service, and the name of the platform among the far ends that misbehave. */
    static final String SERVICE = "api";

    static final String ENDPOINT = "platform";

    /** The same, where only changes are concerned: what it shows is well. */
    static final String CHANGES = "platform/changes";

    private static final Duration USUAL = Duration.ofMillis(400);

    private final World world;
    private final Run run;
    private final Dice dice;
    private final Platform platform;
    private Duration after = USUAL;
    private int deployed;

    Platforms(World world, Run run, Dice dice) {
        this.world = world;
        this.run = run;
        this.dice = dice;
        this.platform = new Platform(run.clock()::now, run.clock());
        deploy(false);
    }

    /** A change was asked for; {@code effective}: it was made. {@code connected}: whoever asked could reach the ledger lately. */
    record Asked(Instant at, int agent, Pull pull, boolean effective, boolean connected) {}

    /** Somebody deploys. */
    void deploy(boolean bad) {
        String id = "dpl-" + ++deployed;
        platform.deploy(id, (bad ? "bad-" : "good-") + deployed);
        run.note(ENDPOINT, "serves " + id + (bad ? ", which is bad" : ""));
    }

    /** Whether what serves is bad. */
    boolean isBad() {
        return platform.serving().startsWith("bad");
    }

    /** How long the answer to what was asked last takes. */
    Duration answering() {
        Duration time = after;
        after = USUAL;
        return time;
    }

    Optional<Sighting> sighting() {
        return platform.list() instanceof Answer.Ok<View>(View.Served found)
                ? Optional.of(Sighting.of(SERVICE, found, run.clock().now()))
                : Optional.empty();
    }

    /** The way of {@code agent} to it. */
    Levers levers(int agent) {
        return new Way(agent);
    }

    private Optional<Fault> fault(String way) {
        return world.perils().of(way).stream()
                .filter(one -> one.when().contains(run.clock().now()) && dice.happens(one.share()))
                .findFirst();
    }

    private final class Way implements Levers {
        private final int agent;

        Way(int agent) {
            this.agent = agent;
        }

        @Override
        public Answer<View> look(Lever lever, Instant deadline) {
            if (fault(ENDPOINT).isPresent()) {
                run.note(ENDPOINT, "shows nothing to agent-" + (agent + 1));
                return new Answer.Deferred<>(Cause.BROKEN, Optional.empty());
            }
            run.diary().looked.add(run.clock().now());
            return platform.list();
        }

        @Override
        public Answer<Accepted> pull(Pull pull, Instant deadline) {
            Optional<Fault> fault = fault(CHANGES).or(() -> fault(ENDPOINT));
            Duration left = Duration.between(run.clock().now(), deadline);
            if (fault.isEmpty()) {
                return made(pull, "");
            }
            return switch (fault.get().kind()) {
                case LIE, NEVER, LATE, BUG -> {
                    made(pull, ", the answer is lost");
                    after = left;
                    yield new Answer.Unknown<>(Cause.TIMEOUT, "no answer");
                }
                case TIMEOUT -> {
                    run.diary().asked.add(new Asked(run.clock().now(), agent, pull, false, run.knows(agent)));
                    run.note(ENDPOINT, "gets nothing from agent-" + (agent + 1) + ": " + pull);
                    after = left;
                    yield new Answer.Unknown<>(Cause.TIMEOUT, "no answer");
                }
                case TWICE -> made(pull, "");
                case ERROR, BUSY, UNREACHABLE -> {
                    run.note(ENDPOINT, "does not take " + pull);
                    yield new Answer.Deferred<>(Cause.BROKEN, Optional.empty());
                }
                case REFUSAL -> {
                    run.note(ENDPOINT, "refuses " + pull);
                    yield new Answer.Refused<>(Cause.REJECTED, "no");
                }
            };
        }

        private Answer<Accepted> made(Pull pull, String how) {
            run.diary().asked.add(new Asked(run.clock().now(), agent, pull, true, run.knows(agent)));
            run.note(ENDPOINT, "IS CHANGED by agent-" + (agent + 1) + how + ": " + pull);
            return platform.pull(pull);
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
