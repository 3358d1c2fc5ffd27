package dev.tocsin.ledger;

import dev.tocsin.ledger.LedgerGone.Why;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One platform thread on which work that may hang is done, one piece at a time and in order: a disk or a driver cannot be
 * interrupted, but nobody has to wait for it for longer than they have patience. A platform thread, since a native call pins a
 * virtual one to its carrier.
 *
 * <p>Work that somebody stopped waiting for still runs to its end, and until it has, further work is turned away at once.
 */
public final class Lane implements AutoCloseable {
    /** What is done on the lane. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws LedgerGone;
    }

    private final String name;
    private final ExecutorService thread;
    private final AtomicReference<Future<?>> abandoned = new AtomicReference<>();

    /** On a platform thread of its own. */
    public Lane(String name) {
        this(
                name,
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().daemon().name(name).factory()));
    }

    /** On {@code thread}, which is shut down with it and does one thing at a time. */
    public Lane(String name, ExecutorService thread) {
        this.name = name;
        this.thread = thread;
    }

    /** Does {@code work} and hands its value over, or says that it is gone when that takes longer than {@code patience}. */
    public <T> T call(Duration patience, Work<T> work) throws LedgerGone {
        Future<?> stuck = abandoned.get();
        if (stuck != null && !stuck.isDone()) {
            throw new LedgerGone(Why.UNREACHABLE, name + " still hangs in an earlier call");
        }
        try {
            Future<T> result = thread.submit(work::run);
            return await(result, patience);
        } catch (RejectedExecutionException closed) {
            throw new LedgerGone(Why.UNREACHABLE, name + " is closed", closed);
        }
    }

    private <T> T await(Future<T> result, Duration patience) throws LedgerGone {
        try {
            return result.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            abandoned.set(result);
            throw new LedgerGone(Why.TIMEOUT, name + " did not answer within " + patience.toMillis() + " ms", late);
        } catch (InterruptedException stop) {
            abandoned.set(result);
            Thread.currentThread().interrupt();
            throw new LedgerGone(Why.TIMEOUT, "interrupted while waiting for " + name, stop);
        } catch (ExecutionException fault) {
            throw unwrapped(fault);
        }
    }

    private LedgerGone unwrapped(ExecutionException fault) {
        return switch (fault.getCause()) {
            case LedgerGone gone -> gone;
            case RuntimeException bug -> throw bug;
            case Error error -> throw error;
            case null -> throw new IllegalStateException(fault);
            case Throwable other -> new LedgerGone(Why.UNREACHABLE, name + ": " + other.getMessage(), other);
        };
    }

    /** Takes no more work, and waits a little for what is being done. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(2, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException stop) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
