package dev.tocsin.clock;

import java.time.Duration;
import java.time.Instant;

/** Instants at a fixed distance, all shifted by the same offset. Durations are whole milliseconds. */
record Slots(long intervalMillis, long offsetMillis) {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /** The slots of {@code key}; the same in every process. */
    static Slots of(String key, Duration interval) {
        long hash = FNV_OFFSET;
        for (int at = 0; at < key.length(); at++) {
            hash = (hash ^ key.charAt(at)) * FNV_PRIME;
        }
        long intervalMillis = Math.max(1, interval.toMillis());
        // The low bits of this hash are poor for keys that differ in their last character only.
        return new Slots(intervalMillis, Long.remainderUnsigned(hash ^ hash >>> 32, intervalMillis));
    }

    /** The first slot after {@code now}. */
    Instant after(Instant now) {
        long passed = Math.floorDiv(now.toEpochMilli() - offsetMillis, intervalMillis);
        return Instant.ofEpochMilli((passed + 1) * intervalMillis + offsetMillis);
    }

    /** How many slots lie between two of them. */
    long between(Instant first, Instant second) {
        return (second.toEpochMilli() - first.toEpochMilli()) / intervalMillis;
    }
}
