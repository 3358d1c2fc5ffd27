package dev.tocsin.lab.proof;

import java.time.Duration;
import java.time.Instant;

/** From {@code from} until {@code to}, which is not within. */
record Window(Instant from, Instant to) {
    boolean contains(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    /** Whether {@code at} is within, or less than {@code after} behind. */
    boolean contains(Instant at, Duration after) {
        return !at.isBefore(from) && at.isBefore(to.plus(after));
    }

    boolean overlaps(Instant begin, Instant end) {
        return from.isBefore(end) && begin.isBefore(to);
    }
}
