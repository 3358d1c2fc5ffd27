package dev.tocsin.clock;

/** The only source of randomness: jitter and keys. Seeded in tests and simulations. Safe for any thread. */
public interface Chance {
    /** A number from 0 (inclusive) to 1 (exclusive). */
    double fraction();

    /** A new key, unique for all practical purposes: 26 characters of lower-case letters and digits. */
    String key();
}
