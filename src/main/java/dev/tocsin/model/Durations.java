package dev.tocsin.model;

import java.time.Duration;
import java.util.Optional;

/**
 * Durations as Prometheus writes them: {@code 1h30m}, {@code 15s}, {@code 0}. Whole numbers with the units y (365 days),
 * w, d, h, m, s, ms, each at most once and from large to small; no sign, no fraction.
 */
public final class Durations {
    private static final String[] UNITS = {"y", "w", "d", "h", "m", "s", "ms"};
    private static final long[] MILLIS = {31_536_000_000L, 604_800_000L, 86_400_000L, 3_600_000L, 60_000L, 1_000L, 1L};

    /** Prometheus keeps nanoseconds in 64 bits; what is longer is refused there too. */
    private static final long MAX_MILLIS = Long.MAX_VALUE / 1_000_000L;

    private Durations() {}

    /** Reads {@code text}. Throws {@link IllegalArgumentException} whose message says what to write instead. */
    public static Duration parse(String text) {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        if (text.isEmpty()) {
            throw new IllegalArgumentException("must be a duration such as 30s or 1h30m, not empty");
        }
        if (text.startsWith("-")) {
            throw new IllegalArgumentException("must not be negative: " + text);
        }
        return Duration.ofMillis(millis(text));
    }

    /** Reads {@code text}; empty when it is no duration. */
    public static Optional<Duration> tryParse(String text) {
        try {
            return Optional.of(parse(text));
        } catch (IllegalArgumentException fault) {
            return Optional.empty();
        }
    }

    /** Writes {@code duration} as Prometheus would, in whole milliseconds; {@code 0s} for none. */
    public static String format(Duration duration) {
        long rest = duration.toMillis();
        if (rest == 0) {
            return "0s";
        }
        StringBuilder text = new StringBuilder(rest < 0 ? "-" : "");
        rest = Math.abs(rest);
        for (int unit = 0; unit < UNITS.length; unit++) {
            // Years and weeks only where nothing is left over: 90d rather than 12w6d.
            boolean mustDivide = unit < 2;
            if (rest >= MILLIS[unit] && (!mustDivide || rest % MILLIS[unit] == 0)) {
                text.append(rest / MILLIS[unit]).append(UNITS[unit]);
                rest %= MILLIS[unit];
            }
        }
        return text.toString();
    }

    private static long millis(String text) {
        long total = 0;
        int lastUnit = -1;
        int at = 0;
        while (at < text.length()) {
            int unitAt = skip(text, at, true);
            int next = skip(text, unitAt, false);
            int unit = unit(text, at, unitAt, next);
            if (unit <= lastUnit) {
                throw fault(text, "has its units out of order; write them once each, in the order y w d h m s ms");
            }
            total = plus(text, total, text.substring(at, unitAt), MILLIS[unit]);
            lastUnit = unit;
            at = next;
        }
        return total;
    }

    private static long plus(String text, long total, String digits, long unitMillis) {
        try {
            long sum = Math.addExact(total, Math.multiplyExact(Long.parseLong(digits), unitMillis));
            if (sum <= MAX_MILLIS) {
                return sum;
            }
        } catch (ArithmeticException | NumberFormatException tooLong) {
            throw new IllegalArgumentException(text + " is too long: the longest duration is about 292y", tooLong);
        }
        throw fault(text, "is too long: the longest duration is about 292y");
    }

    private static int unit(String text, int numberAt, int unitAt, int end) {
        if (numberAt == unitAt) {
            throw fault(text, "is not a duration; write one such as 30s or 1h30m");
        }
        String unit = text.substring(unitAt, end);
        for (int candidate = 0; candidate < UNITS.length; candidate++) {
            if (UNITS[candidate].equals(unit)) {
                return candidate;
            }
        }
        String number = text.substring(numberAt, unitAt);
        throw fault(
                text,
                switch (unit) {
                    case "" -> "has no unit; write " + number + "s for seconds (units: y w d h m s ms)";
                    case "." -> "has a fraction; write whole numbers, such as 1h30m for 1.5h";
                    default -> "has an unknown unit \"" + unit + "\" (units: y w d h m s ms)";
                });
    }

    /** The end of the run of ASCII digits, or of other characters, that starts at {@code from}. */
    private static int skip(String text, int from, boolean digits) {
        int at = from;
        while (at < text.length() && (text.charAt(at) >= '0' && text.charAt(at) <= '9') == digits) {
            at++;
        }
        return at;
    }

    private static IllegalArgumentException fault(String text, String message) {
        return new IllegalArgumentException(text + " " + message);
    }
}
