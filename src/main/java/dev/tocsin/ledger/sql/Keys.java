package dev.tocsin.ledger.sql;

import java.time.Instant;
import java.util.Locale;

/** What stands in key columns and columns of time. */
final class Keys {
    private Keys() {}

    /**
     * The key without what a database refuses in text: NUL, halves of surrogate pairs. A whole turn must not fail for what somebody
     * put into a name.
     */
    static String storable(String key) {
        if (isStorable(key)) {
            return key;
        }
        StringBuilder safe = new StringBuilder();
        key.chars()
                .forEach(one -> safe.append(isRefused(one) ? String.format(Locale.ROOT, "\\u%04x", one) : (char) one));
        return safe.toString();
    }

    private static boolean isStorable(String key) {
        for (int at = 0; at < key.length(); at++) {
            if (isRefused(key.charAt(at))) {
                return false;
            }
        }
        return true;
    }

    /** Epoch milliseconds; the nearest there is for times out of their range. */
    static long millis(Instant at) {
        try {
            return at.toEpochMilli();
        } catch (ArithmeticException far) {
            return at.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    private static boolean isRefused(int character) {
        return character == 0 || Character.isSurrogate((char) character);
    }
}
