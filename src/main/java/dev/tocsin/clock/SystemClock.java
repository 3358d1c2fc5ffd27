package dev.tocsin.clock;

import java.time.Duration;
import java.time.Instant;

/** The machine's time. */
public final class SystemClock implements Clock {
    private final Instant start = Instant.now();
    private final long startNanos = System.nanoTime();

    @Override
    public Instant now() {
        return start.plus(elapsed());
    }

    @Override
    public Instant wall() {
        return Instant.now();
    }

    @Override
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
