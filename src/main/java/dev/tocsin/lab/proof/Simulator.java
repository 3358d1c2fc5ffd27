package dev.tocsin.lab.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Lets many worlds happen, on as many threads as there are processors. */
public final class Simulator implements AutoCloseable {
    private final Proof proof;
    private final ExecutorService threads;

    /** With {@code seams} for each world. */
    public Simulator(Supplier<Seams> seams, int processors) {
        this.proof = new Proof(seams);
        this.threads = Executors.newFixedThreadPool(
                processors, Thread.ofPlatform().daemon().name("world-", 0).factory());
    }

    /** What became of some seeds: how many passed, those that failed, and how much happened in all of them. */
    public record Outcome(long passed, List<Verdict> failed, Totals totals) {
        /** Of none. */
        static final Outcome NONE = new Outcome(0, List.of(), Totals.NONE);

        public Outcome {
            failed = List.copyOf(failed);
        }

        private Outcome with(Verdict verdict) {
            List<Verdict> all = new ArrayList<>(failed);
            if (!verdict.passed()) {
                all.add(verdict);
            }
            return new Outcome(passed + (verdict.passed() ? 1 : 0), all, totals.plus(verdict.totals()));
        }
    }

    /** Each seed from {@code from} on, {@code count} of them; {@code progress} hears of each in order. */
    public Outcome run(long from, long count, Consumer<Verdict> progress) {
        Outcome outcome = Outcome.NONE;
        List<Future<Verdict>> under = new ArrayList<>();
        long next = from;
        while (next < from + count || !under.isEmpty()) {
            while (next < from + count && under.size() < 64) {
                long seed = next++;
                under.add(threads.submit(() -> proof.of(seed)));
            }
            Verdict verdict = await(under.removeFirst());
            progress.accept(verdict);
            outcome = outcome.with(verdict);
        }
        return outcome;
    }

    private static Verdict await(Future<Verdict> verdict) {
        try {
            return verdict.get();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stop);
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        proof.close();
    }
}
