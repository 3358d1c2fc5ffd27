package dev.tocsin.template;

import dev.tocsin.model.GoText;
import java.nio.charset.StandardCharsets;

/** Go's quoted strings, as strconv.Quote writes them and the language reads them. */
final class GoQuote {
    private static final String ESCAPES = "abfnrtv\\'\"";
    private static final String ESCAPED = "\u0007\b\f\n\r\t\u000b\\'\"";

    private GoQuote() {}

    /** In double quotes; what cannot be printed is escaped. */
    static String quote(String text) {
        return quote(text, '"');
    }

    /** One character in single quotes. */
    static String quoteCharacter(int codePoint) {
        int shown = Character.isValidCodePoint(codePoint) ? codePoint : 0xFFFD;
        return quote(Character.toString(shown), '\'');
    }

    private static String quote(String text, char quote) {
        StringBuilder quoted = new StringBuilder().append(quote);
        text.codePoints().forEach(c -> append(quoted, c, quote));
        return quoted.append(quote).toString();
    }

    private static void append(StringBuilder quoted, int c, char quote) {
        int known = ESCAPED.indexOf(c);
        boolean otherQuote = (c == '"' || c == '\'') && c != quote;
        if (known >= 0 && !otherQuote) {
            quoted.append('\\').append(ESCAPES.charAt(known));
        } else if (c < ' ' || c == 0x7f) {
            quoted.append(String.format("\\x%02x", c));
        } else if (GoText.isPrintable(c)) {
            quoted.appendCodePoint(c);
        } else {
            quoted.append(String.format(c < 0x10000 ? "\\u%04x" : "\\U%08x", c));
        }
    }

    /** The text between the quotes with its escapes decoded. Throws {@link TemplateError} at {@code start}. */
    static String unquote(String inner, int start) {
        if (inner.indexOf('\\') < 0) {
            return inner;
        }
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < inner.length(); ) {
            char c = inner.charAt(at);
            if (c != '\\') {
                text.append(c);
                at++;
            } else {
                at = escape(inner, at + 1, start, text);
            }
        }
        return text.toString();
    }

    private static int escape(String inner, int at, int start, StringBuilder text) {
        char kind = inner.charAt(at);
        int known = ESCAPES.indexOf(kind);
        if (known >= 0) {
            text.append(ESCAPED.charAt(known));
            return at + 1;
        }
        return switch (kind) {
            case 'x' -> number(inner, at + 1, 2, 16, start, text);
            case 'u' -> number(inner, at + 1, 4, 16, start, text);
            case 'U' -> number(inner, at + 1, 8, 16, start, text);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> number(inner, at, 3, 8, start, text);
            default -> throw new TemplateError(start, "unknown escape \\" + kind + " in a string");
        };
    }

    private static int number(String inner, int at, int digits, int radix, int start, StringBuilder text) {
        try {
            int code = Integer.parseUnsignedInt(inner.substring(at, at + digits), radix);
            text.appendCodePoint(code);
            return at + digits;
        } catch (IndexOutOfBoundsException | IllegalArgumentException wrong) {
            throw new TemplateError(start, "a numeric escape in a string is not complete");
        }
    }

    /** Bytes as Go's strings have them: UTF-8. */
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
