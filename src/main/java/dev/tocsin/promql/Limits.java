package dev.tocsin.promql;

import java.util.function.BooleanSupplier;

/**
 * What one evaluation may use.
 *
 * @param samples how many points it may hold at a time, histograms weighed by their size
 * @param series how many series one selector may read
 * @param room what it shares with the evaluations beside it
 * @param expired asked now and then, on the evaluating thread; true ends the evaluation with {@link
 *     Outcome.Cause#TIMEOUT}
 */
public record Limits(long samples, int series, Room room, BooleanSupplier expired) {
    /** With a room of its own, and no end of time. */
    public Limits(long samples, int series) {
        this(samples, series, Room.endless(), () -> false);
    }

    /** 50 million samples as Prometheus, a million series, no end of time. */
    public static Limits standard() {
        return new Limits(50_000_000, 1_000_000);
    }

    /** These with another end of time. */
    public Limits until(BooleanSupplier passed) {
        return new Limits(samples, series, room, passed);
    }
}
