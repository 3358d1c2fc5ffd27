package dev.tocsin.app;

import dev.tocsin.clock.Timers;
import dev.tocsin.engine.Inbox.Item;
import dev.tocsin.oncall.Feed;
import dev.tocsin.oncall.Roster;
import dev.tocsin.oncall.Schedule;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Looks at the calendars of schedules again and again, and posts what it finds. For any thread. */
final class Rostering implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Rostering.class);

    private final Basis basis;
    private final Calendars calendars;
    private final Consumer<Item> inbox;
    private final Map<String, Timers.Timer> waiting = new ConcurrentHashMap<>();
    private final Map<String, String> said = new ConcurrentHashMap<>();
    private volatile Round round = new Round();

    /** One configuration's time. */
    private static final class Round {
        private volatile boolean over;
    }

    Rostering(Basis basis, Consumer<Item> inbox) {
        this.basis = basis;
        this.calendars = new Calendars(basis.client(), basis.clock());
        this.inbox = inbox;
    }

    /** From now on these calendars are looked at: at once, and then each as often as it wants. */
    synchronized void replace(Configuration configuration) {
        close();
        round = new Round();
        configuration.settings().telling().receivers().directory().schedules().values().stream()
                .filter(schedule -> schedule.feed().isPresent())
                .forEach(schedule -> plan(schedule, round, basis.clock().now()));
    }

    private void plan(Schedule schedule, Round current, Instant when) {
        if (!current.over) {
            waiting.put(
                    schedule.name(),
                    basis.timers().at(when, () -> basis.waiting().execute(() -> look(schedule, current))));
        }
    }

    private void look(Schedule schedule, Round current) {
        try {
            calendars.look(schedule).filter(any -> !current.over).ifPresent(this::found);
        } finally {
            schedule.feed()
                    .map(Feed::refresh)
                    .ifPresent(
                            pause -> plan(schedule, current, basis.clock().now().plus(pause)));
        }
    }

    /** A fault is said when it begins and when it ends. */
    private void found(Roster roster) {
        String fault = roster.fault().orElse("");
        String before = String.valueOf(said.put(roster.schedule(), fault));
        if (!fault.equals(before) && !(fault.isEmpty() && before.equals("null"))) {
            LOG.warnf("schedule=%s calendar: %s", roster.schedule(), fault.isEmpty() ? "is there again" : fault);
        }
        inbox.accept(new Item.Rostered(roster));
    }

    @Override
    public void close() {
        round.over = true;
        waiting.values().forEach(Timers.Timer::cancel);
        waiting.clear();
    }
}
