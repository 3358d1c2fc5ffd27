package dev.tocsin.lab;

import dev.tocsin.clock.Timers;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;

/** A stand-in for a platform on which an app is deployed: a real HTTP server on loopback. Safe for any thread. */
public interface FakePlatform extends AutoCloseable {
    /** Where its API is. */
    URI url();

    /** Somebody deploys {@code commit}, and it starts; its id. */
    String deploy(String commit);

    /** Tells {@code told} of every deployment that begins to serve from now on, on the thread of {@code timers}. */
    void whenServing(Timers timers, Consumer<Deployed> told);

    /** Every deployment made so far, oldest first. */
    List<Deployed> deployments();

    /** Everything that was carried out, in order. */
    List<Asked> asked();

    /** The rollbacks that were carried out, in order: those that a caller got no answer to are here too. */
    List<Asked> rollbacks();

    @Override
    void close();
}
