package dev.tocsin.provider;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One service on one platform, as far as going back is concerned. Called on a virtual thread, by several at once; returns by
 * {@code deadline} (an instant of the agent's clock); never throws for a remote fault; never retries by itself.
 */
public interface Rollbacks {
    /** The latest deployments, newest first; at least the active one and some before it. Safe to repeat. */
    Answer<List<Deployment>> deployments(Instant deadline);

    /**
     * Asks to make {@code deployment} the active one again. <em>Not</em> safe to repeat: platforms know no idempotency key.
     * {@code Refused} and {@code Deferred} only when nothing was surely done; a lost answer is {@code Unknown}, and the caller
     * must read the deployments back. {@code Ok} means accepted: the effect comes later.
     */
    Answer<Accepted> rollback(String deployment, Instant deadline);

    /** The platform has agreed; {@code deployment} is the new one, where the platform says which. */
    record Accepted(Optional<String> deployment) {}
}
