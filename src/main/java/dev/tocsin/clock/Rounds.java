package dev.tocsin.clock;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Visits many subjects, each at its own interval. Visits are spread: a subject's slots lie at a fixed offset within its
 * interval, by a hash of its key, so that they stay where they are over a restart. A subject is never visited twice
 * at once; a slot that comes while the last visit goes on is skipped and counted. Safe for any thread.
 *
 * @param <S> the subjects
 * @param <V> their visitors
 */
public final class Rounds<S, V extends Visitor> implements AutoCloseable {
    private final Clock clock;
    private final Timers timers;
    private final Executor threads;
    private final BiFunction<S, Optional<V>, V> open;
    private final Map<String, Round<S, V>> rounds = new TreeMap<>();

    /**
     * Rounds without any subject.
     *
     * @param threads runs each visit on a thread that may block
     * @param open makes the visitor of a subject; it gets the one of the subject before it under the same key,
     * whose state it
     *     may take over
     */
    public Rounds(Clock clock, Timers timers, Executor threads, BiFunction<S, Optional<V>, V> open) {
        this.clock = clock;
        this.timers = timers;
        this.threads = threads;
        this.open = open;
    }

    /** From now on these subjects. Those that are the same go on undisturbed; those that are no more are left. */
    public synchronized void replace(List<Plan<S>> plans) {
        Map<String, Round<S, V>> before = new HashMap<>(rounds);
        rounds.clear();
        for (Plan<S> plan : plans) {
            Round<S, V> old = before.remove(plan.key());
            if (rounds.containsKey(plan.key())) {
                throw new IllegalArgumentException("two subjects are called " + plan.key());
            }
            rounds.put(plan.key(), old != null && old.plan().equals(plan) ? old : replaced(plan, old));
        }
        before.values().forEach(this::end);
    }

    private Round<S, V> replaced(Plan<S> plan, @Nullable Round<S, V> old) {
        if (old != null) {
            old.stop();
        }
        V visitor = open.apply(plan.subject(), Optional.ofNullable(old).map(Round::visitor));
        Round<S, V> round = new Round<>(plan, visitor, clock, timers, threads);
        round.start();
        return round;
    }

    private void end(Round<S, V> round) {
        round.stop();
        round.visitor().leave(clock.now());
    }

    /** The visitors by key. */
    public synchronized Map<String, V> visitors() {
        Map<String, V> visitors = new TreeMap<>();
        rounds.forEach((key, round) -> visitors.put(key, round.visitor()));
        return visitors;
    }

    /** How many slots of {@code key} were skipped, because the visit before went on or the process stood still. */
    public synchronized long skipped(String key) {
        Round<S, V> round = rounds.get(key);
        return round == null ? 0 : round.skipped();
    }

    /** When {@code key} is visited next; empty when there is no such subject. */
    public synchronized Optional<Instant> next(String key) {
        return Optional.ofNullable(rounds.get(key)).map(Round::due);
    }

    /** Stops all visits without leaving: the subjects are still there, only we go. */
    @Override
    public synchronized void close() {
        rounds.values().forEach(Round::stop);
        rounds.clear();
    }
}
