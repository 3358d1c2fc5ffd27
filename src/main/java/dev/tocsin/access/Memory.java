package dev.tocsin.access;

import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which signed messages were taken, each until it would be refused for its age anyway. Bounded: beyond {@code most} nothing new is
 * taken until something old has expired. Safe for any thread.
 */
public final class Memory {
    private final int most;
    private final Map<String, Instant> taken = new LinkedHashMap<>();

    /** Remembers {@code most} messages. */
    public Memory(int most) {
        this.most = most;
    }

    /** Whether {@code id} comes for the first time; from now on, and until {@code until}, it does not. */
    public synchronized boolean take(String id, Instant until, Instant now) {
        if (taken.containsKey(id) && now.isBefore(taken.get(id))) {
            return false;
        }
        if (taken.size() >= most) {
            forget(now);
        }
        if (taken.size() >= most) {
            return false;
        }
        taken.put(id, until);
        return true;
    }

    /** From now on {@code id} comes for the first time again. */
    public synchronized void forget(String id) {
        taken.remove(id);
    }

    private void forget(Instant now) {
        for (Iterator<Instant> each = taken.values().iterator(); each.hasNext(); ) {
            if (!now.isBefore(each.next())) {
                each.remove();
            }
        }
    }
}
