package dev.tocsin.app;

import dev.tocsin.clock.Clock;
import dev.tocsin.clock.SystemClock;
import dev.tocsin.clock.SystemTimers;
import dev.tocsin.clock.Timers;
import dev.tocsin.http.Client;
import dev.tocsin.promql.Room;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** What every part of the agent lives by: time, threads that may block, threads that compute, and the way out. */
record Basis(Clock clock, Timers timers, ExecutorService waiting, ExecutorService computing, Client client)
        implements AutoCloseable {
    private static final int COMPUTING = 2;
    private static final long PATIENCE_SECONDS = 8;

    static Basis of(String version) {
        SystemClock clock = new SystemClock();
        return new Basis(
                clock,
                new SystemTimers(clock),
                Executors.newVirtualThreadPerTaskExecutor(),
                Executors.newFixedThreadPool(
                        COMPUTING,
                        Thread.ofPlatform().daemon().name("rules-", 0).factory()),
                new Client(clock, version));
    }

    /** Room for evaluations that may take one {@code part}th of the heap together. */
    Room room(int part) {
        return Room.ofBytes(Runtime.getRuntime().maxMemory() / part);
    }

    /** Nothing new begins; what goes on gets some seconds to end. */
    @Override
    public void close() {
        timers.close();
        computing.shutdownNow();
        waiting.shutdown();
        try {
            if (!waiting.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                waiting.shutdownNow();
            }
        } catch (InterruptedException stop) {
            waiting.shutdownNow();
            Thread.currentThread().interrupt();
        }
        client.close();
    }
}
