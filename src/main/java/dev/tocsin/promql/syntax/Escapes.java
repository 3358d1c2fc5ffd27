package dev.tocsin.promql.syntax;

/** Says what is wrong with the escapes of a quoted string, in the words of Prometheus. */
final class Escapes {
    private static final String SIMPLE = "abfnrtv\\";

    private final String text;
    private final char quote;
    private int at;

    private Escapes(String text, char quote, int at) {
        this.text = text;
        this.quote = quote;
        this.at = at;
    }

    /** Of the string in {@code text} that {@code quote} opened before {@code from}; empty when nothing is wrong. */
    static String fault(String text, char quote, int from) {
        return new Escapes(text, quote, from).fault();
    }

    private String fault() {
        while (at < text.length() && text.charAt(at) != quote && text.charAt(at) != '\n') {
            if (text.charAt(at++) == '\\') {
                String fault = escape();
                if (!fault.isEmpty()) {
                    return fault;
                }
            }
        }
        return "";
    }

    private String escape() {
        int letter = next();
        if (letter == quote || letter >= 0 && SIMPLE.indexOf(letter) >= 0) {
            return "";
        }
        return switch (letter) {
            case -1 -> "escape sequence not terminated";
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                at--;
                yield digits(3, 8, 255);
            }
            case 'x' -> digits(2, 16, 255);
            case 'u' -> digits(4, 16, Character.MAX_CODE_POINT);
            case 'U' -> digits(8, 16, Character.MAX_CODE_POINT);
            default -> "unknown escape sequence " + Quoted.point(letter);
        };
    }

    private String digits(int count, int base, int highest) {
        long value = 0;
        for (int digit = 0; digit < count; digit++) {
            int letter = next();
            int worth = letter < 0x80 ? Character.digit(letter, base) : -1;
            if (worth < 0) {
                return letter < 0
                        ? "escape sequence not terminated"
                        : "illegal character " + Quoted.point(letter) + " in escape sequence";
            }
            value = value * base + worth;
        }
        boolean surrogate = value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
        return value > highest || surrogate ? "escape sequence is an invalid Unicode code point" : "";
    }

    /** The character here, or -1 at the end. */
    private int next() {
        if (at >= text.length()) {
            return -1;
        }
        int letter = text.codePointAt(at);
        at += Character.charCount(letter);
        return letter;
    }
}
