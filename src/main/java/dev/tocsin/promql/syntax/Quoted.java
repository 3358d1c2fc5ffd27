package dev.tocsin.promql.syntax;

import dev.tocsin.model.GoText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Quoted strings as Go has them. Bytes that are no UTF-8, which escapes can make, live in our strings as lone
 * surrogates U+DC80 to U+DCFF, so that nothing is lost and {@link #isText} can tell.
 */
public final class Quoted {
    private static final int ESCAPED_BYTE = 0xDC00;

    private Quoted() {}

    /** {@code text} in double quotes with Go's escapes. */
    public static String go(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(point -> append(quoted, point));
        return quoted.append('"').toString();
    }

    /** What stands between double or single quotes, with Go's escapes; empty when one of them is wrong. */
    public static Optional<String> unquoted(String body) {
        return Unquoter.unquote(body);
    }

    /** Whether {@code text} is all UTF-8. */
    public static boolean isText(String text) {
        return text.codePoints().noneMatch(Quoted::isEscapedByte);
    }

    private static boolean isEscapedByte(int point) {
        return point >= ESCAPED_BYTE + 0x80 && point <= ESCAPED_BYTE + 0xFF;
    }

    /** One character in single quotes with Go's escapes, as {@code %q} writes it; the end of a text is U+FFFD. */
    static String rune(int point) {
        return switch (point) {
            case -1 -> "'\ufffd'";
            case '\'' -> "'\\''";
            case '"' -> "'\"'";
            default -> {
                StringBuilder quoted = new StringBuilder("'");
                append(quoted, point);
                yield quoted.append('\'').toString();
            }
        };
    }

    /** One character as {@code %#U} writes it: {@code U+007A 'z'}. */
    static String point(int point) {
        String number = String.format("U+%04X", point);
        return GoText.isPrintable(point) ? number + " '" + Character.toString(point) + '\'' : number;
    }

    private static void append(StringBuilder quoted, int point) {
        switch (point) {
            case '"' -> quoted.append("\\\"");
            case '\\' -> quoted.append("\\\\");
            case '\n' -> quoted.append("\\n");
            case '\t' -> quoted.append("\\t");
            case '\r' -> quoted.append("\\r");
            case 7 -> quoted.append("\\a");
            case 8 -> quoted.append("\\b");
            case 11 -> quoted.append("\\v");
            case 12 -> quoted.append("\\f");
            default -> {
                if (isEscapedByte(point)) {
                    quoted.append(String.format("\\x%02x", point - ESCAPED_BYTE));
                } else if (point < 0x20 || point == 0x7F) {
                    quoted.append(String.format("\\x%02x", point));
                } else if (!GoText.isPrintable(point)) {
                    quoted.append(String.format(point > 0xFFFF ? "\\U%08x" : "\\u%04x", point));
                } else {
                    quoted.appendCodePoint(point);
                }
            }
        }
    }

    /** What bytes mean, those that are no UTF-8 kept as described above. */
    static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException fault) {
            return decodeLoosely(bytes);
        }
    }

    private static String decodeLoosely(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < bytes.length) {
            int length = sequence(bytes, at);
            if (length == 0) {
                text.append((char) (ESCAPED_BYTE + (bytes[at] & 0xFF)));
                at++;
            } else {
                text.append(new String(bytes, at, length, StandardCharsets.UTF_8));
                at += length;
            }
        }
        return text.toString();
    }

    /** Length of the valid UTF-8 sequence at {@code at}, or 0. */
    private static int sequence(byte[] bytes, int at) {
        for (int length = 1; length <= 4 && at + length <= bytes.length; length++) {
            if (isSequence(bytes, at, length)) {
                return length;
            }
        }
        return 0;
    }

    private static boolean isSequence(byte[] bytes, int at, int length) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, at, length));
            return true;
        } catch (CharacterCodingException fault) {
            return false;
        }
    }
}
