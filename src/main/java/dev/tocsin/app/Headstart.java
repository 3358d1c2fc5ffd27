package dev.tocsin.app;

import dev.tocsin.config.Environment;
import dev.tocsin.config.Fault;
import dev.tocsin.config.Loaded;
import dev.tocsin.ledger.LedgerHeld;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * An agent that begins before its container is there: its configuration was read, and a thread opens the ledger and puts it together
 * while the container starts, so that neither waits for the other. {@link #taken} hands it to the container; what nobody took is closed by
 * {@link #close}.
 */
public final class Headstart implements AutoCloseable {
    /** From {@code main} to the container, which makes its own objects and asks for what was there before by no other way. */
    private static final AtomicReference<@Nullable Headstart> BEGUN = new AtomicReference<>();

    private final Blueprint blueprint;
    private final KnownSecrets secrets;
    private final List<Fault> warnings;
    private final CompletableFuture<Vertx> vertx;
    private final CompletableFuture<Agent> agent = new CompletableFuture<>();

    private Headstart(Blueprint blueprint, KnownSecrets secrets, List<Fault> warnings, CompletableFuture<Vertx> vertx) {
        this.blueprint = blueprint;
        this.secrets = secrets;
        this.warnings = warnings;
        this.vertx = vertx;
    }

    /** Begins, for the container of this process to take over. With a fault in the configuration nothing is begun. */
    public static Loaded<Headstart> begin(Path file, Environment environment, String version) {
        Loaded<Headstart> begun = of(file, environment, version);
        if (begun instanceof Loaded.Ready<Headstart>(Headstart ready, var _)) {
            BEGUN.set(ready);
        }
        return begun;
    }

    /** As {@link #begin}, for whoever asks alone. */
    static Loaded<Headstart> of(Path file, Environment environment, String version) {
        KnownSecrets secrets = new KnownSecrets(environment);
        CompletableFuture<Vertx> vertx = new CompletableFuture<>();
        return switch (Blueprint.read(new Agent.Origin(file, secrets, version, vertx::join))) {
            case Loaded.Refused<Blueprint>(List<Fault> faults) -> new Loaded.Refused<>(faults);
            case Loaded.Ready<Blueprint>(Blueprint blueprint, List<Fault> warnings) -> {
                Headstart begun = new Headstart(blueprint, secrets, warnings, vertx);
                Thread.ofPlatform().daemon().name("opening").start(begun::open);
                yield new Loaded.Ready<>(begun, warnings);
            }
        };
    }

    /** What {@link #begin} began, once. */
    static Optional<Headstart> taken() {
        return Optional.ofNullable(BEGUN.getAndSet(null));
    }

    private void open() {
        try {
            agent.complete(Agent.of(blueprint));
        } catch (LedgerHeld | RuntimeException | Error fault) {
            agent.completeExceptionally(fault);
        }
    }

    /** The agent, not started yet; waits for the ledger. Mails go by {@code mailing} from now on. */
    Agent agent(Vertx mailing) throws LedgerHeld {
        vertx.complete(mailing);
        try {
            return agent.join();
        } catch (CompletionException fault) {
            blueprint.close();
            if (fault.getCause() instanceof LedgerHeld held) {
                throw held;
            }
            throw fault;
        }
    }

    /** What an operator should be told of the configuration. */
    List<Fault> warnings() {
        return warnings;
    }

    /** What the configuration took from the environment. */
    KnownSecrets secrets() {
        return secrets;
    }

    /** What the container must know of the configuration, by its own names. */
    public Map<String, String> properties() {
        return blueprint.configuration().settings().running().web().properties();
    }

    /** Lets go of the ledger, unless the container took this over. */
    @Override
    public void close() {
        if (BEGUN.compareAndSet(this, null)) {
            // An agent that was opened closes what it was made of.
            agent.thenAccept(Agent::close)
                    .exceptionally(unopened -> {
                        blueprint.close();
                        return null;
                    })
                    .join();
        }
    }
}
