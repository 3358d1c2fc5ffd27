package dev.tocsin.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The visits of one subject. A slot that is late by no more than the tolerance counts for the instant it was due. */
final class Round<S, V extends Visitor> {
    private static final Duration TOLERANCE = Duration.ofMillis(10);

    private final Plan<S> plan;
    private final V visitor;
    private final Clock clock;
    private final Timers timers;
    private final Executor threads;
    private final Slots slots;
    private Instant due = Instant.EPOCH;
    private Timers.@Nullable Timer timer;
    private boolean visiting;
    private boolean stopped;
    private long skipped;

    Round(Plan<S> plan, V visitor, Clock clock, Timers timers, Executor threads) {
        this.plan = plan;
        this.visitor = visitor;
        this.clock = clock;
        this.timers = timers;
        this.threads = threads;
        this.slots = Slots.of(plan.key(), plan.interval());
    }

    Plan<S> plan() {
        return plan;
    }

    V visitor() {
        return visitor;
    }

    synchronized long skipped() {
        return skipped;
    }

    synchronized Instant due() {
        return due;
    }

    synchronized void start() {
        wait(slots.after(clock.now()));
    }

    synchronized void stop() {
        stopped = true;
        if (timer != null) {
            timer.cancel();
        }
    }

    private void wait(Instant slot) {
        due = slot;
        timer = timers.at(slot, this::arrive);
    }

    private synchronized void arrive() {
        if (stopped) {
            return;
        }
        Instant slot = due;
        Instant now = clock.now();
        Instant following = slots.after(now.isAfter(slot) ? now : slot);
        skipped += slots.between(slot, following) - 1;
        wait(following);
        if (visiting) {
            skipped++;
            return;
        }
        visiting = true;
        threads.execute(() -> visit(late(slot, now) ? now : slot));
    }

    private static boolean late(Instant slot, Instant now) {
        return Duration.between(slot, now).compareTo(TOLERANCE) > 0;
    }

    private void visit(Instant at) {
        try {
            visitor.visit(at);
        } finally {
            synchronized (this) {
                visiting = false;
            }
        }
    }
}
