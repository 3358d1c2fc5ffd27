package dev.tocsin.lab.proof;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Does what it is given at once, on the caller's thread: in a simulation nothing happens at the same time. */
final class AtOnce extends AbstractExecutorService {
    private boolean isShut;

    @Override
    public void execute(Runnable work) {
        if (isShut) {
            throw new RejectedExecutionException("shut");
        }
        work.run();
    }

    @Override
    public void shutdown() {
        isShut = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        isShut = true;
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return isShut;
    }

    @Override
    public boolean isTerminated() {
        return isShut;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return isShut;
    }
}
