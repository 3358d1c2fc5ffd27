package dev.tocsin.model;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as Go writes them, since Prometheus' formats and messages are Go's. */
public final class GoFloat {
    private static final int SHORTEST = 6;

    /** Whole numbers below it are exact as such. */
    private static final double EXACT = 1e15;

    /** Below it doubles have few digits. */
    private static final double LEAST_EXACT = 1e-300;

    private GoFloat() {}

    /** Without exponent, as few digits as tell it from its neighbours: Go's format {@code f} with precision -1. */
    public static String plain(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        return digits(value).toPlainString();
    }

    /** As few digits as tell it from its neighbours, with an exponent below 1e-6 and from 1e21 on: as Prometheus' API has it. */
    public static String shortest(double value) {
        double size = Math.abs(value);
        if (size < EXACT && value == Math.rint(value) && value != 0) {
            return Long.toString((long) value);
        }
        if (size >= 1e-3 && size < 1e7) {
            return Double.toString(value);
        }
        return size != 0 && (size < 1e-6 || size >= 1e21) ? scientific(value) : plain(value);
    }

    /** Go's format {@code e} with precision -1: {@code 1.5e+01}. */
    public static String scientific(double value) {
        if (value == 0) {
            return plain(value) + "e+00";
        }
        return isSpecial(value) ? plain(value) : exponential(digits(value));
    }

    /** Go's {@code %g}, also {@code %v}: with an exponent below 1e-4 and from 1e6 on. */
    public static String general(double value) {
        return isSpecial(value) ? plain(value) : general(digits(value), SHORTEST);
    }

    /** Go's {@code %.2g} for {@code digits} 2: that many significant digits at most. */
    public static String general(double value, int digits) {
        return isSpecial(value) ? plain(value) : general(new BigDecimal(value).round(new MathContext(digits)), digits);
    }

    private static boolean isSpecial(double value) {
        return value == 0 || Double.isNaN(value) || Double.isInfinite(value);
    }

    /** Java writes two digits also of the few numbers near zero that one digit tells from their neighbours. */
    private static BigDecimal digits(double value) {
        BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        BigDecimal one = digits.round(new MathContext(1));
        return digits.precision() == 2 && Math.abs(value) < LEAST_EXACT && one.doubleValue() == value
                ? one.stripTrailingZeros()
                : digits;
    }

    private static String general(BigDecimal value, int limit) {
        BigDecimal exact = value.stripTrailingZeros();
        int exponent = exact.precision() - exact.scale() - 1;
        if (exponent >= -4 && exponent < limit) {
            return exact.toPlainString();
        }
        return exponential(exact);
    }

    private static String exponential(BigDecimal exact) {
        int exponent = exact.precision() - exact.scale() - 1;
        String digits = exact.unscaledValue().abs().toString();
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        String size = Math.abs(exponent) < 10 ? "0" + Math.abs(exponent) : Integer.toString(Math.abs(exponent));
        return (exact.signum() < 0 ? "-" : "") + mantissa + "e" + (exponent < 0 ? "-" : "+") + size;
    }
}
