package dev.tocsin.provider;

import java.time.Instant;
import java.util.Optional;

/**
 * One service on one platform, as far as its levers go. Called on a virtual thread, by several at once; returns by
 * {@code deadline} (an instant of the agent's clock); never throws for a remote fault; never retries by itself.
 */
public interface Levers extends AutoCloseable {
    /** What the platform shows of the service as {@code lever} needs it. Safe to repeat. */
    Answer<View> look(Lever lever, Instant deadline);

    /**
     * Asks for a change. <em>Not</em> safe to repeat: platforms know no idempotency key. {@code Refused} and {@code Deferred}
     * only when nothing was surely done; a lost answer is {@code Unknown}, and the caller must look before it asks again.
     * {@code Ok} means accepted: the effect comes later.
     */
    Answer<Accepted> pull(Pull pull, Instant deadline);

    /** Gives back what the calls held. A call under way may break. */
    @Override
    void close();

    /** The platform has agreed; {@code trace} names what it made of it (a deployment, a run), where the platform says so. */
    record Accepted(Optional<String> trace) {}

    /** The answer to a lever that this platform does not have. */
    static <T> Answer<T> none(Lever lever) {
        return new Answer.Refused<>(Answer.Cause.NOT_ASKED, "there is no " + lever.word() + " there");
    }
}
