package dev.tocsin.rule;

import dev.tocsin.alert.Finding.Occasion;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * One evaluation of a group: as of when, and why.
 *
 * @param stopped asked now and then on the evaluating thread; true ends the evaluation, which then has failed
 */
public record Moment(Instant at, Occasion occasion, BooleanSupplier stopped) {
    /** A slot of the group's interval, never stopped. */
    public static Moment slot(Instant at) {
        return new Moment(at, Occasion.INTERVAL, () -> false);
    }

    /** Samples that arrived, never stopped. */
    public static Moment arrival(Instant at) {
        return new Moment(at, Occasion.ARRIVAL, () -> false);
    }

    /** This, ended when {@code condition} becomes true. */
    public Moment until(BooleanSupplier condition) {
        return new Moment(at, occasion, condition);
    }
}
