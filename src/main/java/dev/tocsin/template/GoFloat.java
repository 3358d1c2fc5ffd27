package dev.tocsin.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Pattern;

/** Floating-point numbers as Go's strconv writes and reads them. */
final class GoFloat {
    /** Java would also take a trailing d or f and white space around. */
    private static final Pattern NUMBER = Pattern.compile(
            "[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[+-]?0[xX][0-9a-fA-F.]+[pP][+-]?[0-9]+");

    private GoFloat() {}

    /** Throws {@link NumberFormatException}. */
    static double parse(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        String unsigned = word.startsWith("+") || word.startsWith("-") ? word.substring(1) : word;
        if (unsigned.equals("inf") || unsigned.equals("infinity")) {
            return word.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (word.equals("nan")) {
            return Double.NaN;
        }
        if (!NUMBER.matcher(text).matches()) {
            throw new NumberFormatException(text);
        }
        return Double.parseDouble(text);
    }

    /** As {@code %v} writes it. */
    static String shortest(double value) {
        return format(value, 'g', -1);
    }

    /** In the form {@code e}, {@code f} or {@code g} (or in upper case); a precision under zero asks for the shortest. */
    static String format(double value, char form, int precision) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        boolean negative = value < 0 || value == 0 && 1 / value < 0;
        char lower = Character.toLowerCase(form);
        String text = switch (lower) {
            case 'e' -> exponent(digits(value, precision < 0 ? -1 : precision + 1), precision);
            case 'f' -> plain(Math.abs(value), precision);
            default -> general(value, precision);
        };
        String signed = (negative ? "-" : "") + text;
        return lower == form ? signed : signed.toUpperCase(Locale.ROOT);
    }

    private static String general(double value, int precision) {
        int wanted = precision == 0 ? 1 : precision;
        Digits digits = digits(value, wanted);
        // Go decides as for six digits when it writes the shortest form.
        int limit = wanted < 0 ? 6 : wanted;
        if (wanted > digits.count() && digits.count() >= digits.point()) {
            limit = digits.count();
        }
        int exponent = digits.point() - 1;
        if (exponent < -4 || exponent >= limit) {
            return exponent(digits, digits.count() - 1);
        }
        return plain(digits);
    }

    private static String exponent(Digits digits, int precision) {
        String all = digits.text();
        int wanted = precision < 0 ? digits.count() - 1 : precision;
        StringBuilder text = new StringBuilder(all.substring(0, 1));
        if (wanted > 0) {
            String rest = all.substring(1);
            text.append('.').append(rest).append("0".repeat(Math.max(0, wanted - rest.length())));
        }
        int exponent = digits.isZero() ? 0 : digits.point() - 1;
        text.append('e').append(exponent < 0 ? '-' : '+');
        return text.append(Math.abs(exponent) < 10 ? "0" : "")
                .append(Math.abs(exponent))
                .toString();
    }

    private static String plain(double value, int precision) {
        if (precision < 0) {
            return plain(digits(value, -1));
        }
        return new BigDecimal(value).setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static String plain(Digits digits) {
        return new BigDecimal(new BigInteger(digits.text()), digits.count() - digits.point()).toPlainString();
    }

    /** The decimal digits without trailing zeros, and how many of them stand before the point. */
    private record Digits(String text, int point) {
        int count() {
            return text.length();
        }

        boolean isZero() {
            return text.equals("0");
        }
    }

    private static Digits digits(double value, int count) {
        BigDecimal exact = count < 0 ? shortestDecimal(Math.abs(value)) : rounded(Math.abs(value), count);
        if (exact.signum() == 0) {
            return new Digits("0", 1);
        }
        BigDecimal stripped = exact.stripTrailingZeros();
        String text = stripped.unscaledValue().toString();
        return new Digits(text, text.length() - stripped.scale());
    }

    private static BigDecimal rounded(double value, int count) {
        return new BigDecimal(value).round(new MathContext(count, RoundingMode.HALF_EVEN));
    }

    /** Java's shortest form has two digits at least; Go's has one where that is enough. */
    private static BigDecimal shortestDecimal(double value) {
        BigDecimal one = rounded(value, 1);
        return one.doubleValue() == value ? one : new BigDecimal(Double.toString(value));
    }
}
