package dev.tocsin.scrape;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Numbers as Prometheus reads them: decimal, with or without exponent, {@code NaN} and {@code Inf} in any case; no
 * hexadecimal, no underscores.
 *
 * <p>Nothing is allocated for numbers of up to eighteen digits and a moderate exponent, which are nearly all. Such
 * a number is a whole one times or divided by a power of ten; both fit into 64 bits, so the division is carried on,
 * some bits at a time, until there are more bits than a double has, with the last bit telling whether anything is
 * left. Converting that rounds once and correctly.
 */
final class Numbers {
    private static final int MOST_DIGITS = 18;
    private static final int ENOUGH_BITS = 55;
    private static final int LONG_BITS = 63;
    private static final int LARGEST_EXPONENT = 1_000_000;
    private static final long[] TENS = tens();

    private Numbers() {}

    private static long[] tens() {
        long[] tens = new long[MOST_DIGITS + 1];
        tens[0] = 1;
        for (int power = 1; power < tens.length; power++) {
            tens[power] = tens[power - 1] * 10;
        }
        return tens;
    }

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
        int start = at;
        long mantissa = 0;
        int digits = 0;
        int scale = 0;
        boolean point = false;
        for (; at < to; at++) {
            int digit = page[at] - '0';
            if (digit >= 0 && digit <= 9) {
                digits += digits > 0 || digit > 0 ? 1 : 0;
                if (digits <= MOST_DIGITS) {
                    mantissa = mantissa * 10 + digit;
                    scale += point ? 1 : 0;
                }
            } else if (page[at] == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (at - start == (point ? 1 : 0)) {
            return special(page, from, to);
        }
        int exponent = exponent(page, at, to) - scale;
        boolean exact = digits <= MOST_DIGITS && Math.abs(exponent) <= MOST_DIGITS;
        if (!exact || exponent > 0 && Math.multiplyHigh(mantissa, TENS[exponent]) != 0) {
            return general(page, from, to);
        }
        double value = exponent < 0 ? quotient(mantissa, TENS[-exponent]) : product(mantissa, TENS[exponent]);
        return negative ? -value : value;
    }

    /** The exponent that begins at {@code at}, if there is any text left. */
    private static int exponent(byte[] page, int at, int to) {
        if (at == to) {
            return 0;
        }
        int digit = at + 1;
        boolean negative = digit < to && page[digit] == '-';
        if (negative || digit < to && page[digit] == '+') {
            digit++;
        }
        if (page[at] != 'e' && page[at] != 'E' || digit == to) {
            throw new NumberFormatException();
        }
        int exponent = 0;
        for (; digit < to; digit++) {
            int value = page[digit] - '0';
            if (value < 0 || value > 9) {
                throw new NumberFormatException();
            }
            exponent = Math.min(LARGEST_EXPONENT, exponent * 10 + value);
        }
        return negative ? -exponent : exponent;
    }

    /** The high half of the product is 0, so what may be negative here is a number of 64 bits without sign. */
    private static double product(long mantissa, long factor) {
        long product = mantissa * factor;
        return product >= 0 ? product : 2.0 * (product >>> 1 | product & 1);
    }

    private static double quotient(long mantissa, long divisor) {
        long quotient = mantissa / divisor;
        long rest = mantissa % divisor;
        if (rest == 0) {
            return quotient;
        }
        int step = Long.numberOfLeadingZeros(divisor) - 1;
        int shift = 0;
        for (int bits = bits(quotient); bits < ENOUGH_BITS; bits = bits(quotient)) {
            int more = Math.min(step, LONG_BITS - 1 - bits);
            rest <<= more;
            quotient = quotient << more | rest / divisor;
            rest %= divisor;
            shift += more;
        }
        return Math.scalb((double) (rest == 0 ? quotient : quotient | 1), -shift);
    }

    private static int bits(long value) {
        return Long.SIZE - Long.numberOfLeadingZeros(value);
    }

    /** What has very many digits or a large exponent; its form is known to be right. */
    private static double general(byte[] page, int from, int to) {
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
