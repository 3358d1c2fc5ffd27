package dev.tocsin.lab;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** What a stand-in is to do next, in turn; and then for ever, until told otherwise. Safe for any thread. */
public final class Script<T> {
    private final Deque<T> next = new ArrayDeque<>();
    private Optional<T> always = Optional.empty();

    /** Does these next, once each. */
    @SafeVarargs
    public final synchronized void next(T... turns) {
        for (T turn : turns) {
            next.add(turn);
        }
    }

    /** Does this each time, when nothing else is next. */
    public synchronized void always(T turn) {
        always = Optional.of(turn);
    }

    /** Forgets everything: as usual again. */
    public synchronized void clear() {
        next.clear();
        always = Optional.empty();
    }

    /** What to do now, or nothing: as usual. */
    public synchronized Optional<T> take() {
        return Optional.ofNullable(next.poll()).or(() -> always);
    }
}
