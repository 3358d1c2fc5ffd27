package dev.tocsin.web;

import dev.tocsin.app.Agent;
import dev.tocsin.app.AgentBean;
import dev.tocsin.clock.SystemChance;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells pages that something changed, and nothing else: each then asks for itself anew. Looks once a second, whatever the number of
 * pages, and not at all when there is none; a page that is slow misses words, and the last one is the one that counts.
 */
@ApplicationScoped
public class News {
    /** What a page follows that shows every visit of a target and every evaluation: told now and then though nothing changed. */
    static final String BEAT = "beat";

    private static final int SECONDS_A_BEAT = 10;
    /** More would be an attack, or a team that one agent was not made for. */
    private static final int MOST_LISTENERS = 1000;

    private final AgentBean bean;
    private final String start = new SystemChance().key().substring(0, 8);
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private volatile Optional<Signs> seen = Optional.empty();
    private volatile long changes;
    private volatile long beats;
    private int ticks;
    private volatile boolean open = true;

    /** One page; {@code beat} when it follows that. */
    private record Listener(MultiEmitter<? super String> emitter, boolean beat) {}

    News(AgentBean bean) {
        this.bean = bean;
    }

    /** What is told to a page that follows {@code what} when nothing changes after now. */
    String latest(String what) {
        String word = start + "." + changes;
        return what.equals(BEAT) ? word + "." + beats : word;
    }

    /** The words from now on, the present one first; nothing when there are too many who listen, or the agent is going down. */
    Optional<Multi<String>> listen(String what) {
        if (!open || listeners.size() >= MOST_LISTENERS) {
            return Optional.empty();
        }
        return Optional.of(Multi.createFrom()
                .emitter(
                        emitter -> {
                            Listener listener = new Listener(emitter, what.equals(BEAT));
                            listeners.add(listener);
                            emitter.onTermination(() -> listeners.remove(listener));
                            emitter.emit(latest(what));
                            if (!open) {
                                emitter.complete();
                            }
                        },
                        BackPressureStrategy.LATEST));
    }

    /** How many pages listen. */
    public int listeners() {
        return listeners.size();
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        if (listeners.isEmpty()) {
            // What happens unseen is news to the next who comes.
            seen = Optional.empty();
            return;
        }
        bean.agent().ifPresent(this::look);
    }

    private synchronized void look(Agent agent) {
        Optional<Signs> now = Optional.of(Signs.of(agent));
        boolean changed = !now.equals(seen);
        seen = now;
        changes += changed ? 1 : 0;
        boolean beat = ++ticks % SECONDS_A_BEAT == 0;
        beats += beat ? 1 : 0;
        if (changed || beat) {
            // The beat is told to all: a word that is known changes nothing, and shows which of them are gone.
            listeners.forEach(one -> one.emitter().emit(latest(one.beat() ? BEAT : "")));
        }
    }

    /** A stream has no end of its own: without this, the server would wait for all of them. */
    void close(@Observes ShutdownDelayInitiatedEvent event) {
        close();
    }

    void close(@Observes ShutdownEvent event) {
        close();
    }

    private void close() {
        open = false;
        listeners.forEach(one -> one.emitter().complete());
    }
}
