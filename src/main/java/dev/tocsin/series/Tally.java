package dev.tocsin.series;

import java.util.Arrays;

/** How many samples got which verdict. Immutable. */
public final class Tally {
    private final long[] counts;

    private Tally(long[] counts) {
        this.counts = counts;
    }

    static Tally of(long[] byOrdinal) {
        return new Tally(byOrdinal.clone());
    }

    /** How many got {@code verdict}. */
    public long of(Verdict verdict) {
        return counts[verdict.ordinal()];
    }

    /** How many were refused, whatever the cause. */
    public long refused() {
        long refused = 0;
        for (Verdict verdict : Verdict.values()) {
            refused += verdict.isRefusal() ? of(verdict) : 0;
        }
        return refused;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tally that && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Verdict verdict : Verdict.values()) {
            if (of(verdict) > 0) {
                text.append(text.isEmpty() ? "" : " ")
                        .append(verdict)
                        .append('=')
                        .append(of(verdict));
            }
        }
        return text.toString();
    }
}
