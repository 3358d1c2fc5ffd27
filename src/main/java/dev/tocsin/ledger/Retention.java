package dev.tocsin.ledger;

import dev.tocsin.config.Fields;
import java.time.Duration;

/**
 * How long history is kept. {@code incidents} is for closed incidents with their timeline, pages and acts; {@code audit} for
 * entries that belong to no incident. What is open or owed is never deleted.
 */
public record Retention(Duration incidents, Duration audit) {
    private static final Duration USUAL = Duration.ofDays(90);

    /** A quarter of a year. */
    public static final Retention DEFAULT = new Retention(USUAL, USUAL);

    /** Reads {@code incidents} and {@code audit}. */
    public static Retention read(Fields in) {
        return new Retention(in.duration("incidents", USUAL), in.duration("audit", USUAL));
    }
}
