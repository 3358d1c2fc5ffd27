package dev.tocsin.promql.syntax;

import dev.tocsin.model.Durations;
import java.util.regex.Pattern;

/** Finds where a number or a duration ends, as Prometheus' lexer does: what it gives up on is quoted up to there. */
final class NumberScan {
    private static final Pattern DURATION =
            Pattern.compile("(\\d+y)?(\\d+w)?(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?(\\d+ms)?");
    private static final char NOTHING = '\0';

    private final String text;
    private final int from;
    private int at;

    NumberScan(String text, int from) {
        this.text = text;
        this.from = from;
        this.at = from;
    }

    /** What is found. */
    enum Kind {
        NUMBER,
        DURATION,
        NEITHER
    }

    /** Goes to the end of the number or duration. */
    Kind scan() {
        if (number()) {
            return Kind.NUMBER;
        }
        return duration() ? Kind.DURATION : Kind.NEITHER;
    }

    /** Where it ended, or was given up. */
    int end() {
        return at;
    }

    private boolean number() {
        boolean hex = here() == '0' && (after() == 'x' || after() == 'X');
        at += hex ? 2 : 0;
        return (hex ? hexadecimal() : decimal()) && at > from && !isWordPart(here());
    }

    private boolean hexadecimal() {
        while (here() == '_' || Character.digit(here(), 16) >= 0) {
            at++;
        }
        return text.charAt(at - 1) != '_' && !skip(".");
    }

    /** Neither point nor exponent comes twice, and none of them after an underscore. */
    private boolean decimal() {
        boolean point = false;
        boolean exponent = false;
        while (isDigit(here()) || isOf("._eE", here())) {
            char letter = here();
            at++;
            switch (letter) {
                case '.' -> {
                    if (point || skip("_.")) {
                        return false;
                    }
                    point = true;
                }
                case 'e', 'E' -> {
                    if (exponent || !exponent()) {
                        return false;
                    }
                    exponent = true;
                }
                case '_' -> {
                    if (skip("._eE") || at == text.length()) {
                        return false;
                    }
                }
                default -> {}
            }
        }
        return true;
    }

    private boolean exponent() {
        if (isOf("+-", here())) {
            at++;
        }
        return !skip("._eE") && at < text.length();
    }

    /** Units that do not exist, such as {@code hs}, are found when the duration is read. */
    private boolean duration() {
        if (!unit("smhdwy")) {
            return false;
        }
        while (isDigit(here())) {
            while (isDigit(here())) {
                at++;
            }
            if (!unit("smhdw")) {
                return false;
            }
        }
        boolean goesOn = isWordPart(here());
        at += goesOn ? 1 : 0;
        return !goesOn;
    }

    private boolean unit(String letters) {
        boolean found = skip(letters);
        if (found) {
            skip("s");
        }
        return found;
    }

    private boolean skip(String letters) {
        boolean found = isOf(letters, here());
        at += found ? 1 : 0;
        return found;
    }

    private char here() {
        return at < text.length() ? text.charAt(at) : NOTHING;
    }

    private char after() {
        return at + 1 < text.length() ? text.charAt(at + 1) : NOTHING;
    }

    private static boolean isOf(String letters, char letter) {
        return letter != NOTHING && letters.indexOf(letter) >= 0;
    }

    private static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }

    private static boolean isWordPart(char letter) {
        return isDigit(letter) || letter == '_' || letter >= 'a' && letter <= 'z' || letter >= 'A' && letter <= 'Z';
    }

    /** What is wrong with something that looks like a number; empty for nothing. */
    static String numberFault(String written) {
        double value = Numbers.literal(written).orElse(Double.NaN);
        if (Double.isFinite(value)) {
            return "";
        }
        String why = Double.isNaN(value) ? "invalid syntax" : "value out of range";
        return "error parsing number: strconv.ParseFloat: parsing " + Quoted.go(written) + ": " + why;
    }

    /** What is wrong with something that looks like a duration; empty for nothing. */
    static String durationFault(String written) {
        if (Durations.tryParse(written).isPresent()) {
            return "";
        }
        return DURATION.matcher(written).matches()
                ? "duration out of range"
                : "not a valid duration string: " + Quoted.go(written);
    }
}
