package dev.tocsin.promql;

import java.util.concurrent.atomic.AtomicLong;

/** How many samples all evaluations that share it may hold at a time. For any thread. */
public final class Room {
    private final AtomicLong free;

    /** For so many samples, of 16 bytes each. */
    public Room(long samples) {
        this.free = new AtomicLong(samples);
    }

    /** For as many samples as {@code bytes} of heap allow, with all that is around them while they are looked at. */
    public static Room ofBytes(long bytes) {
        return new Room(Math.max(1, bytes / 64));
    }

    /** Without bounds. */
    public static Room endless() {
        return new Room(Long.MAX_VALUE / 2);
    }

    /** How many more may be held. */
    public long free() {
        return free.get();
    }

    boolean take(long samples) {
        if (free.addAndGet(-samples) >= 0) {
            return true;
        }
        free.addAndGet(samples);
        return false;
    }

    void give(long samples) {
        free.addAndGet(samples);
    }
}
