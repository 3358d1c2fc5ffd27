package dev.tocsin.template;

import java.util.Locale;

/** Go's number literals. One with a point or an exponent is a float64, any other an int, as for an untyped parameter. */
final class GoNumber {
    private GoNumber() {}

    /** A {@code Long} or a {@code Double}. Throws {@link TemplateError}. */
    static Object parse(Token token) {
        String text = token.value().replace("_", "");
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        try {
            boolean hex = digits.startsWith("0x") || digits.startsWith("0X");
            if (!hex && digits.matches(".*[.eE].*") || hex && digits.matches(".*[.pP].*")) {
                double value = Double.parseDouble(digits);
                return negative ? -value : value;
            }
            return whole(negative ? "-" : "", digits);
        } catch (NumberFormatException wrong) {
            throw new TemplateError(token.at(), "bad number: " + token.value());
        }
    }

    private static Long whole(String sign, String digits) {
        String lower = digits.toLowerCase(Locale.ROOT);
        if (lower.startsWith("0x")) {
            return Long.parseLong(sign + lower.substring(2), 16);
        }
        if (lower.startsWith("0b")) {
            return Long.parseLong(sign + lower.substring(2), 2);
        }
        if (lower.startsWith("0o")) {
            return Long.parseLong(sign + lower.substring(2), 8);
        }
        boolean octal = lower.length() > 1 && lower.startsWith("0");
        return Long.parseLong(sign + lower, octal ? 8 : 10);
    }

    /** The code point of a character constant. Throws {@link TemplateError}. */
    static Long character(Token token) {
        if (token.value().codePointCount(0, token.value().length()) != 1) {
            throw new TemplateError(token.at(), "malformed character constant");
        }
        return (long) token.value().codePointAt(0);
    }
}
