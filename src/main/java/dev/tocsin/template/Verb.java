package dev.tocsin.template;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** One verb of Go's Sprintf on one value. */
final class Verb {
    private Verb() {}

    /** What stands between the percent sign and the verb. Negative numbers are those that are not given. */
    static final class Flags {
        boolean plus;
        boolean minus;
        boolean sharp;
        boolean space;
        boolean zero;
        int width = -1;
        int precision = -1;

        boolean take(char flag) {
            switch (flag) {
                case '+' -> plus = true;
                case '-' -> minus = true;
                case '#' -> sharp = true;
                case ' ' -> space = true;
                case '0' -> zero = true;
                default -> {
                    return false;
                }
            }
            return true;
        }
    }

    static String write(int verb, Flags flags, Object value) {
        if (verb == 'T') {
            return pad(flags, Value.type(value));
        }
        return switch (value) {
            case Nil nil -> verb == 'v' ? pad(flags, "<nil>") : "%!" + Character.toString(verb) + "(<nil>)";
            case Boolean flag -> verb == 't' || verb == 'v' ? pad(flags, flag.toString()) : bad(verb, value);
            case Long whole -> whole(verb, flags, whole);
            case Double number -> number(verb, flags, number);
            case Duration duration -> verb == 'd' ? whole(verb, flags, duration.toNanos()) : text(verb, flags, value);
            case List<?> list when !(value instanceof Attributes) -> list(verb, flags, list);
            case Map<?, ?> map -> map(verb, flags, map);
            default -> text(verb, flags, value);
        };
    }

    private static String list(int verb, Flags flags, List<?> list) {
        return list.stream().map(item -> write(verb, flags, Value.of(item))).collect(Collectors.joining(" ", "[", "]"));
    }

    private static String map(int verb, Flags flags, Map<?, ?> map) {
        return Value.sorted(map).entrySet().stream()
                .map(entry -> write(verb, flags, entry.getKey()) + ":" + write(verb, flags, entry.getValue()))
                .collect(Collectors.joining(" ", "map[", "]"));
    }

    private static String text(int verb, Flags flags, Object value) {
        String text = Printer.plain(value);
        String cut = flags.precision < 0 ? text : cut(text, flags.precision);
        return switch (verb) {
            case 'v' -> pad(flags, flags.sharp && value instanceof String ? GoQuote.quote(cut) : cut);
            case 's' -> pad(flags, cut);
            case 'q' -> pad(flags, flags.sharp && cut.indexOf('`') < 0 ? "`" + cut + "`" : GoQuote.quote(cut));
            case 'x' -> pad(flags, hex(text, flags));
            case 'X' -> pad(flags, hex(text, flags).toUpperCase(Locale.ROOT));
            default ->
                value instanceof ZonedDateTime || value instanceof Attributes ? pad(flags, cut) : bad(verb, value);
        };
    }

    private static String cut(String text, int runes) {
        return text.codePointCount(0, text.length()) <= runes
                ? text
                : text.substring(0, text.offsetByCodePoints(0, runes));
    }

    private static String hex(String text, Flags flags) {
        byte[] bytes = GoQuote.bytes(text);
        StringBuilder hex = new StringBuilder();
        int count = flags.precision < 0 ? bytes.length : Math.min(bytes.length, flags.precision);
        for (int at = 0; at < count; at++) {
            hex.append(flags.space && at > 0 ? " " : "");
            hex.append(flags.sharp && (at == 0 || flags.space) ? "0x" : "");
            hex.append(String.format("%02x", bytes[at]));
        }
        return hex.toString();
    }

    private static String whole(int verb, Flags flags, long whole) {
        return switch (verb) {
            case 'd', 'v' -> digits(flags, whole, 10, "");
            case 'b' -> digits(flags, whole, 2, flags.sharp ? "0b" : "");
            case 'o' -> digits(flags, whole, 8, flags.sharp ? "0" : "");
            case 'O' -> digits(flags, whole, 8, "0o");
            case 'x' -> digits(flags, whole, 16, flags.sharp ? "0x" : "");
            case 'X' -> digits(flags, whole, 16, flags.sharp ? "0X" : "").toUpperCase(Locale.ROOT);
            case 'c' -> pad(flags, Character.toString(character(whole)));
            case 'q' -> pad(flags, GoQuote.quoteCharacter(character(whole)));
            case 'U' -> pad(flags, String.format("U+%04X", whole));
            default -> bad(verb, whole);
        };
    }

    private static int character(long whole) {
        return whole >= 0 && whole <= Character.MAX_CODE_POINT ? (int) whole : 0xFFFD;
    }

    private static String digits(Flags flags, long whole, int radix, String prefix) {
        String digits = whole == Long.MIN_VALUE
                ? Long.toString(whole, radix).substring(1)
                : Long.toString(Math.abs(whole), radix);
        if (flags.precision >= 0) {
            digits = whole == 0 && flags.precision == 0
                    ? ""
                    : "0".repeat(Math.max(0, flags.precision - digits.length())) + digits;
        }
        return signed(flags, whole < 0, prefix, digits, flags.precision < 0);
    }

    private static String number(int verb, Flags flags, double number) {
        String text = switch (verb) {
            case 'v' -> GoFloat.format(number, 'g', flags.precision);
            case 'g', 'G' -> GoFloat.format(number, (char) verb, flags.precision);
            case 'e', 'E', 'f' -> GoFloat.format(number, (char) verb, flags.precision < 0 ? 6 : flags.precision);
            case 'F' -> GoFloat.format(number, 'f', flags.precision < 0 ? 6 : flags.precision);
            default -> "";
        };
        if (text.isEmpty()) {
            return bad(verb, number);
        }
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        boolean finite = Character.isDigit(digits.charAt(0));
        if (text.startsWith("+") && !flags.plus) {
            // Go always shows the sign of an infinity.
            return pad(flags, text);
        }
        return signed(flags, negative, "", digits, finite);
    }

    private static String signed(Flags flags, boolean negative, String prefix, String digits, boolean mayZero) {
        String sign = (negative ? "-" : flags.plus ? "+" : flags.space ? " " : "") + prefix;
        int missing = flags.width - sign.length() - digits.length();
        if (flags.zero && mayZero && !flags.minus && missing > 0) {
            return sign + "0".repeat(missing) + digits;
        }
        return pad(flags, sign + digits);
    }

    private static String pad(Flags flags, String text) {
        int missing = flags.width - text.codePointCount(0, text.length());
        if (missing <= 0) {
            return text;
        }
        return flags.minus ? text + " ".repeat(missing) : " ".repeat(missing) + text;
    }

    private static String bad(int verb, Object value) {
        return "%!" + Character.toString(verb) + "(" + Value.type(value) + "=" + Printer.plain(value) + ")";
    }
}
