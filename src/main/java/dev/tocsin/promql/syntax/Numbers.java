package dev.tocsin.promql.syntax;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Numbers as Prometheus reads them: decimal, hexadecimal, octal with a leading zero, {@code Inf}, {@code NaN}. */
public final class Numbers {
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern HEX = Pattern.compile("[+-]?0[xX][0-9a-fA-F]{1,16}");
    private static final Pattern MISPLACED =
            Pattern.compile("^_|__|_$|[^0-9a-fA-FxX]_|_[^0-9a-fA-F]|\\d[eE]_|^\\d[^xX]*_[eE]");
    private static final Pattern OCTAL = Pattern.compile("[+-]?0[0-7]+");

    private Numbers() {}

    /** As the bounds of buckets are written: always decimal. Empty when {@code text} is no number. */
    public static OptionalDouble parseDecimal(String text) {
        return DECIMAL.matcher(text).matches() ? OptionalDouble.of(Double.parseDouble(text)) : parse(text);
    }

    /** As expressions write them: underscores between digits are for the eye. Empty when {@code text} is no number. */
    public static OptionalDouble literal(String text) {
        if (text.indexOf('_') < 0) {
            return parse(text);
        }
        return MISPLACED.matcher(text).find() ? OptionalDouble.empty() : parse(text.replace("_", ""));
    }

    /** Empty when {@code text} is no number. */
    public static OptionalDouble parse(String text) {
        if (OCTAL.matcher(text).matches() && text.length() < 20) {
            return OptionalDouble.of((double) Long.parseLong(text, 8));
        }
        if (DECIMAL.matcher(text).matches()) {
            return OptionalDouble.of(Double.parseDouble(text));
        }
        if (HEX.matcher(text).matches()) {
            boolean negative = text.startsWith("-");
            double value = new java.math.BigInteger(text.replaceFirst("^[+-]?0[xX]", ""), 16).doubleValue();
            return OptionalDouble.of(negative ? -value : value);
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "inf", "+inf" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
            case "-inf" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
            case "nan" -> OptionalDouble.of(Double.NaN);
            default -> OptionalDouble.empty();
        };
    }
}
