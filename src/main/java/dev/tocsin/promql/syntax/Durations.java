package dev.tocsin.promql.syntax;

import java.util.OptionalLong;

/** Durations as Prometheus writes them: {@code 1h30m}, units descending, each at most once. */
public final class Durations {
    private static final String[] UNITS = {"y", "w", "d", "h", "m", "s", "ms"};
    private static final long[] MILLIS = {
        365L * 24 * 3600 * 1000, 7L * 24 * 3600 * 1000, 24L * 3600 * 1000, 3600L * 1000, 60L * 1000, 1000, 1
    };
    private static final int WEEK = 1;
    private static final int YEAR = 0;

    private Durations() {}

    /** Milliseconds; empty when {@code text} is no duration or too long for a long count of nanoseconds. */
    public static OptionalLong parse(String text) {
        if (text.equals("0")) {
            return OptionalLong.of(0);
        }
        long total = 0;
        int unit = -1;
        int at = 0;
        while (at < text.length()) {
            int digits = at;
            while (digits < text.length() && isDigit(text.charAt(digits))) {
                digits++;
            }
            int letters = digits;
            while (letters < text.length() && !isDigit(text.charAt(letters))) {
                letters++;
            }
            int next = unitIndex(text.substring(digits, letters));
            if (digits == at || digits - at > 12 || next <= unit) {
                return OptionalLong.empty();
            }
            unit = next;
            total = Math.addExact(total, Long.parseLong(text.substring(at, digits)) * MILLIS[unit]);
            at = letters;
        }
        boolean fits = total <= Long.MAX_VALUE / 1_000_000 && !text.isEmpty();
        return fits ? OptionalLong.of(total) : OptionalLong.empty();
    }

    /** {@code 90_000} as {@code 1m30s}; weeks and years only where nothing is left over. */
    public static String format(long millis) {
        if (millis == 0) {
            return "0s";
        }
        StringBuilder text = new StringBuilder(millis < 0 ? "-" : "");
        long rest = Math.abs(millis);
        for (int unit = 0; unit < UNITS.length; unit++) {
            boolean exactOnly = unit == WEEK || unit == YEAR;
            if (exactOnly && rest % MILLIS[unit] != 0) {
                continue;
            }
            if (rest >= MILLIS[unit]) {
                text.append(rest / MILLIS[unit]).append(UNITS[unit]);
                rest %= MILLIS[unit];
            }
        }
        return text.toString();
    }

    private static int unitIndex(String unit) {
        for (int at = 0; at < UNITS.length; at++) {
            if (UNITS[at].equals(unit)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }
}
