package dev.tocsin.notify;

import dev.tocsin.clock.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Carries attempts out, each on a thread of its own, and posts what came of it. Knows nothing of retries: that is the outbox's.
 * Safe for any thread.
 */
public final class Courier {
    private static final Logger LOG = Logger.getLogger(Courier.class);

    private final Supplier<Map<String, Channel>> channels;
    private final ExecutorService threads;
    private final Clock clock;
    private final BooleanSupplier leave;
    private final Consumer<Outcome> inbox;

    /**
     * {@code channels} by endpoint id, asked at each attempt, since a reload changes them; {@code threads} are virtual. {@code leave} is
     * asked right before a channel is: without it the attempt is dropped and nothing is posted, as if the process had ended before it.
     */
    public Courier(
            Supplier<Map<String, Channel>> channels,
            ExecutorService threads,
            Clock clock,
            BooleanSupplier leave,
            Consumer<Outcome> inbox) {
        this.channels = channels;
        this.threads = threads;
        this.clock = clock;
        this.leave = leave;
        this.inbox = inbox;
    }

    /** Starts {@code attempt} and returns at once. */
    public void carry(Attempt attempt) {
        threads.execute(() -> {
            if (leave.getAsBoolean()) {
                inbox.accept(new Outcome(attempt.page().id(), attempt.number(), deliver(attempt), clock.now()));
            } else {
                LOG.warnf(
                        "page=%s not sent: another agent may decide by now",
                        attempt.page().id());
            }
        });
    }

    private Delivery deliver(Attempt attempt) {
        String endpoint = attempt.page().endpoint().id();
        Optional<Channel> channel = Optional.ofNullable(channels.get().get(endpoint));
        if (channel.isEmpty()) {
            return new Delivery.Refused(Cause.NOT_CONFIGURED, endpoint + " is not configured any more");
        }
        try {
            return channel.get().carry(attempt);
        } catch (RuntimeException bug) {
            LOG.errorf(
                    bare(bug),
                    "channel failed endpoint=%s page=%s",
                    endpoint,
                    attempt.page().id());
            return new Delivery.Unknown(
                    Cause.FAULT, "internal error: " + bug.getClass().getSimpleName());
        }
    }

    /** Where it happened, without its words: they may hold what was to be sent, and with what key. */
    private static Throwable bare(RuntimeException bug) {
        IllegalStateException bare = new IllegalStateException(bug.getClass().getName());
        bare.setStackTrace(bug.getStackTrace());
        return bare;
    }
}
