package dev.tocsin.scrape;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Numbers as Prometheus reads them: decimal, with or without exponent, {@code NaN} and {@code Inf} in any case; no
 * hexadecimal, no underscores. Nothing is allocated for numbers of up to fifteen digits, which are nearly all.
 */
final class Numbers {
    private static final int EXACT_DIGITS = 15;
    private static final double[] TENS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private Numbers() {}

    /**
     * The number of the bytes from {@code from} to {@code to}; throws {@link NumberFormatException} when it is
     * none.
     */
    static double parse(byte[] page, int from, int to) {
        int at = from;
        boolean negative = at < to && page[at] == '-';
        if (negative || at < to && page[at] == '+') {
            at++;
        }
        long mantissa = 0;
        int digits = 0;
        int scale = 0;
        boolean point = false;
        int start = at;
        for (; at < to; at++) {
            int digit = page[at] - '0';
            if (digit >= 0 && digit <= 9) {
                if (digits > 0 || digit > 0) {
                    digits++;
                }
                if (digits <= EXACT_DIGITS) {
                    mantissa = mantissa * 10 + digit;
                    scale += point ? 1 : 0;
                }
            } else if (page[at] == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (at - start - (point ? 1 : 0) == 0) {
            return special(page, from, to);
        }
        if (at < to || digits > EXACT_DIGITS || scale >= TENS.length) {
            return general(page, from, at, to);
        }
        double value = mantissa / TENS[scale];
        return negative ? -value : value;
    }

    /** What has an exponent or many digits; {@code at} is where the digits end. */
    private static double general(byte[] page, int from, int at, int to) {
        if (at < to) {
            int digit = at + 1;
            if (digit < to && (page[digit] == '+' || page[digit] == '-')) {
                digit++;
            }
            boolean exponent = (page[at] == 'e' || page[at] == 'E') && digit < to;
            for (; digit < to; digit++) {
                exponent &= page[digit] >= '0' && page[digit] <= '9';
            }
            if (!exponent) {
                throw new NumberFormatException();
            }
        }
        double value = Double.parseDouble(new String(page, from, to - from, StandardCharsets.US_ASCII));
        if (Double.isInfinite(value)) {
            throw new NumberFormatException();
        }
        return value;
    }

    private static double special(byte[] page, int from, int to) {
        String word = new String(page, from, to - from, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
        return switch (word) {
            case "nan" -> Double.NaN;
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw new NumberFormatException();
        };
    }

    /**
     * The whole number of the bytes from {@code from} to {@code to}; throws {@link NumberFormatException} when it
     * is none.
     */
    static long whole(byte[] page, int from, int to) {
        int at = from;
        boolean negative = at < to && page[at] == '-';
        if (negative) {
            at++;
        }
        if (at == to) {
            throw new NumberFormatException();
        }
        long value = 0;
        for (; at < to; at++) {
            int digit = page[at] - '0';
            if (digit < 0 || digit > 9 || value > (Long.MAX_VALUE - digit) / 10) {
                throw new NumberFormatException();
            }
            value = value * 10 + digit;
        }
        return negative ? -value : value;
    }
}
