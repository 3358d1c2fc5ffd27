package dev.tocsin.uptime;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A stretch of time in which {@code kind} held for {@code service}; without {@code until} it still does. */
public record Spell(String service, Kind kind, Instant from, Optional<Instant> until) {
    /** What held. */
    public enum Kind {
        /** The service was one that the agent watches. */
        WATCHED,
        /** A critical alert about it fired; from when its condition was first met. */
        DOWN,
        /** The agent did not run. Of all services: the name is empty. */
        BLIND
    }

    /** What tells it from all others. */
    public String key() {
        return kind + "/" + from + "/" + service;
    }

    /** Whether it still goes on. */
    public boolean isOpen() {
        return until.isEmpty();
    }

    Spell ended(Instant at) {
        return new Spell(service, kind, from, Optional.of(at.isBefore(from) ? from : at));
    }

    /** How much of it lies between {@code start} and {@code end}. */
    Duration within(Instant start, Instant end) {
        Instant first = from.isAfter(start) ? from : start;
        Instant last = until.filter(end::isAfter).orElse(end);
        return last.isAfter(first) ? Duration.between(first, last) : Duration.ZERO;
    }
}
