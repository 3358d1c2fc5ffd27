package dev.tocsin.api;

import dev.tocsin.access.Memory;
import dev.tocsin.access.Seal.Reason;
import dev.tocsin.app.Agent;
import dev.tocsin.incident.Entry;
import dev.tocsin.ledger.LedgerGone;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Which signed messages were taken and which refused. Those taken before a restart are read back from the audit. For any thread. */
@ApplicationScoped
public class Taken {
    private static final int MOST = 100_000;
    private static final int MOST_LINES = 10_000;
    private static final String REFUSED = "tocsin.webhook.refused";
    private static final String TAKEN = "tocsin.webhook.taken";
    private static final String UNMATCHED = "tocsin.webhook.unmatched";

    private final MeterRegistry registry;
    private final Memory memory = new Memory(MOST);
    private boolean remembers;

    /** Who sends signed messages; the name is a label of the counters. */
    enum Sender {
        SLACK,
        PAGERDUTY,
        MAIL;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Taken(MeterRegistry registry) {
        this.registry = registry;
    }

    /** The counters are there before the first message. */
    void start(@Observes StartupEvent event) {
        for (Sender sender : Sender.values()) {
            taken(sender).increment(0);
            strange(sender).increment(0);
            for (Reason reason : Reason.values()) {
                count(sender, reason, 0);
            }
        }
    }

    /** Whether the message {@code id} comes for the first time within {@code keep}. */
    boolean take(Agent agent, String id, Duration keep) {
        Instant now = agent.clock().now();
        remember(agent, keep, now);
        return memory.take(id, now.plus(keep), now);
    }

    /** Nothing came of the message {@code id}: its sender may send it again. */
    void forget(String id) {
        memory.forget(id);
    }

    void accepted(Sender sender) {
        taken(sender).increment();
    }

    /** Genuine, and about something that is none of ours. */
    void unmatched(Sender sender) {
        strange(sender).increment();
    }

    void refused(Sender sender, Reason reason) {
        count(sender, reason, 1);
    }

    private void count(Sender sender, Reason reason, int times) {
        Counter.builder(REFUSED)
                .description("Requests to a webhook that were not from whom they should be, or could not be read.")
                .tags("hook", sender.word(), "reason", reason.name().toLowerCase(Locale.ROOT))
                .register(registry)
                .increment(times);
    }

    private Counter taken(Sender sender) {
        return Counter.builder(TAKEN)
                .description("Genuine requests to a webhook.")
                .tag("hook", sender.word())
                .register(registry);
    }

    private Counter strange(Sender sender) {
        return Counter.builder(UNMATCHED)
                .description("Genuine requests to a webhook about nothing of ours.")
                .tag("hook", sender.word())
                .register(registry);
    }

    /** Without a ledger we go on by what we have seen ourselves, and ask again at the next message. */
    private synchronized void remember(Agent agent, Duration keep, Instant now) {
        if (remembers) {
            return;
        }
        try {
            List<Entry> audit = agent.history().entries("", MOST_LINES);
            audit.forEach(entry -> Audit.message(entry)
                    .ifPresent(id -> memory.take(id, entry.at().plus(keep), now)));
            remembers = true;
        } catch (LedgerGone gone) {
            remembers = false;
        }
    }
}
