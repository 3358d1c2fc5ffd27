package dev.tocsin.series;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** Counts verdicts. Not for use by two threads. */
@SuppressWarnings("EnumOrdinal") // an array that never leaves this class, asked for each sample
final class Verdicts {
    private final long[] counts = new long[Verdict.values().length];

    void add(Verdict verdict) {
        counts[verdict.ordinal()]++;
    }

    void addAll(Verdicts others) {
        for (int at = 0; at < counts.length; at++) {
            counts[at] += others.counts[at];
        }
    }

    long of(Verdict verdict) {
        return counts[verdict.ordinal()];
    }

    void clear() {
        Arrays.fill(counts, 0);
    }

    Tally tally() {
        Map<Verdict, Long> tally = new EnumMap<>(Verdict.class);
        for (Verdict verdict : Verdict.values()) {
            if (of(verdict) > 0) {
                tally.put(verdict, of(verdict));
            }
        }
        return new Tally(tally);
    }
}
