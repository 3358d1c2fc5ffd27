package dev.tocsin.web;

import dev.tocsin.app.Agent;
import dev.tocsin.app.AgentBean;
import dev.tocsin.clock.SystemChance;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/**
 * Tells the console's pages that something changed, and nothing else: each then asks for itself anew. Looks once a second, whatever the
 * number of pages, and not at all when there is none.
 */
@ApplicationScoped
public class News {
    /** What a page follows that shows every visit of a target and every evaluation: told now and then though nothing changed. */
    static final String BEAT = "beat";

    private static final int SECONDS_A_BEAT = 10;
    private static final int MOST = 1000;

    private final AgentBean bean;
    private final String start = new SystemChance().key().substring(0, 8);
    private final Listeners plain = new Listeners(MOST);
    private final Listeners beating = new Listeners(MOST);
    private Optional<Signs> seen = Optional.empty();
    private long ticks;
    private volatile Count count = new Count(0, 0);

    /** How often something changed, and how often it was time to look anyway. */
    private record Count(long changes, long beats) {}

    News(AgentBean bean) {
        this.bean = bean;
    }

    /** What is told to a page that follows {@code what} as long as nothing changes. */
    String latest(String what) {
        Count now = count;
        String word = start + "." + now.changes();
        return what.equals(BEAT) ? word + "." + now.beats() : word;
    }

    /** The words from now on, the present one first; nothing when too many listen, or the agent is going down. */
    Optional<Multi<String>> listen(String what) {
        return (what.equals(BEAT) ? beating : plain).listen(() -> latest(what));
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        if (plain.isEmpty() && beating.isEmpty()) {
            // What happens unseen is news to the next who comes.
            seen = Optional.empty();
            return;
        }
        bean.agent().ifPresent(this::look);
    }

    private void look(Agent agent) {
        Optional<Signs> now = Optional.of(Signs.of(agent));
        boolean changed = !now.equals(seen);
        seen = now;
        boolean beat = ++ticks % SECONDS_A_BEAT == 0;
        count = new Count(count.changes() + (changed ? 1 : 0), count.beats() + (beat ? 1 : 0));
        if (changed || beat) {
            // A word that is known changes nothing on a page; it shows us which of them are gone.
            plain.tell(latest(""));
            beating.tell(latest(BEAT));
        }
    }

    /** A stream has no end of its own: without this, the server would wait for all of them before it stops. */
    void close(@Observes ShutdownDelayInitiatedEvent event) {
        close();
    }

    void close(@Observes ShutdownEvent event) {
        close();
    }

    private void close() {
        plain.close();
        beating.close();
    }
}
