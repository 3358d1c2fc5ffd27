package dev.tocsin.lab;

import dev.tocsin.clock.Clock;
import dev.tocsin.clock.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Time that stands still until it is told to go on. Due tasks run in order, on the thread that moves time. The wall can be made
 * to jump on its own, as it does when somebody sets the machine's clock. Not for use by two threads.
 */
public final class SimulatedClock implements Clock, Timers {
    private final Instant start;
    private final PriorityQueue<Waiting> waiting =
            new PriorityQueue<>(Comparator.comparing(Waiting::when).thenComparing(Waiting::number));
    private Instant now;
    private Duration wallOffset = Duration.ZERO;
    private long tasks;

    public SimulatedClock(Instant start) {
        this.start = start;
        this.now = start;
    }

    private record Waiting(Instant when, long number, Runnable task) {}

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Instant wall() {
        return now.plus(wallOffset);
    }

    @Override
    public Duration elapsed() {
        return Duration.between(start, now);
    }

    @Override
    public Timer at(Instant when, Runnable task) {
        Waiting entry = new Waiting(when.isBefore(now) ? now : when, tasks++, task);
        waiting.add(entry);
        return () -> waiting.remove(entry);
    }

    @Override
    public void close() {
        waiting.clear();
    }

    /** Moves time on by {@code time}, running what falls due on the way, each at its own instant. */
    public void advance(Duration time) {
        Instant end = now.plus(time);
        for (Waiting next = waiting.peek(); next != null && !next.when().isAfter(end); next = waiting.peek()) {
            waiting.remove(next);
            now = next.when();
            next.task().run();
        }
        now = end;
    }

    /** Moves time on to the next task and runs it; false when nothing waits. */
    public boolean step() {
        Waiting next = waiting.poll();
        if (next == null) {
            return false;
        }
        now = next.when();
        next.task().run();
        return true;
    }

    /** Makes the machine's calendar jump, forward or back; {@link #now} knows nothing of it. */
    public void jumpWall(Duration by) {
        wallOffset = wallOffset.plus(by);
    }
}
