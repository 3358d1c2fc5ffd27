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
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** The public page as it was last made: anybody may ask for it, and nobody can make us work harder than once a second. */
@ApplicationScoped
public class PublicView {
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final int MOST = 1000;

    private final AgentBean bean;
    private final Frames frames;
    private final String start = new SystemChance().key().substring(0, 8);
    private final Listeners listeners = new Listeners(MOST);
    private Optional<Made> last = Optional.empty();
    private final AtomicLong changes = new AtomicLong();

    /** The page, and when it was made. */
    private record Made(Instant at, StatusPage page, String html) {}

    PublicView(AgentBean bean, Frames frames) {
        this.bean = bean;
        this.frames = frames;
    }

    /** The page, at most a second old. */
    String html(Agent agent) {
        return made(agent).html();
    }

    private synchronized Made made(Agent agent) {
        Instant now = agent.clock().now();
        Optional<Made> fresh = last.filter(one -> now.isBefore(one.at().plus(FRESH)));
        return fresh.orElseGet(() -> {
            Glance glance = Glance.of(agent);
            StatusPage page = StatusPage.of(glance);
            changes.addAndGet(last.filter(before -> before.page().equals(page)).isPresent() ? 0 : 1);
            String html = Templates.status(frames.open(glance, word()), page).render();
            Made made = new Made(glance.now(), page, html);
            last = Optional.of(made);
            return made;
        });
    }

    /** A word whenever the page is another one; nothing when too many listen, or the agent is going down. */
    Optional<Multi<String>> listen() {
        return listeners.listen(this::word);
    }

    private String word() {
        return start + "." + changes.get();
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        if (!listeners.isEmpty()) {
            bean.agent().ifPresent(agent -> {
                made(agent);
                listeners.tell(word());
            });
        }
    }

    void close(@Observes ShutdownDelayInitiatedEvent event) {
        listeners.close();
    }

    void close(@Observes ShutdownEvent event) {
        listeners.close();
    }
}
