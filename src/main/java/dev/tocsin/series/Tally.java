package dev.tocsin.series;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** How many samples got which verdict; a verdict that is not there, none did. */
public record Tally(Map<Verdict, Long> counts) {
    public Tally {
        counts = Collections.unmodifiableMap(counts.isEmpty() ? new EnumMap<>(Verdict.class) : new EnumMap<>(counts));
    }

    /** How many got {@code verdict}. */
    public long of(Verdict verdict) {
        return counts.getOrDefault(verdict, 0L);
    }

    /** How many were refused, whatever the cause. */
    public long refused() {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().isRefusal())
                .mapToLong(entry -> entry.getValue())
                .sum();
    }
}
