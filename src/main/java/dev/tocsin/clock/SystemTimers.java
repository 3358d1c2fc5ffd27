package dev.tocsin.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Timers on one daemon thread, measured against a {@link Clock}. */
public final class SystemTimers implements Timers {
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("timers").factory());

    public SystemTimers(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Timer at(Instant when, Runnable task) {
        Duration delay = Duration.between(clock.now(), when);
        Future<?> waiting = thread.schedule(task, Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
        return () -> waiting.cancel(false);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
