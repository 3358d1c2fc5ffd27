package dev.tocsin.promql.syntax;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads what stands between quotes, with Go's escapes. */
final class Unquoter {
    private final String body;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int at;

    private Unquoter(String body) {
        this.body = body;
    }

    /** What {@code body}, without its quotes, means; empty when an escape is wrong. */
    static Optional<String> unquote(String body) {
        return body.indexOf('\\') < 0 ? Optional.of(body) : new Unquoter(body).read();
    }

    private Optional<String> read() {
        while (at < body.length()) {
            int point = body.codePointAt(at);
            at += Character.charCount(point);
            if (point != '\\') {
                write(point);
            } else if (!escape()) {
                return Optional.empty();
            }
        }
        return Optional.of(Quoted.decode(bytes.toByteArray()));
    }

    private boolean escape() {
        if (at >= body.length()) {
            return false;
        }
        char letter = body.charAt(at++);
        int simple = simple(letter);
        if (simple >= 0) {
            bytes.write(simple);
            return true;
        }
        return switch (letter) {
            case 'x' -> number(2, 16, false);
            case 'u' -> number(4, 16, true);
            case 'U' -> number(8, 16, true);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                at--;
                yield number(3, 8, false);
            }
            default -> false;
        };
    }

    private static int simple(char letter) {
        return switch (letter) {
            case 'a' -> 7;
            case 'b' -> 8;
            case 'f' -> 12;
            case 'n' -> 10;
            case 'r' -> 13;
            case 't' -> 9;
            case 'v' -> 11;
            case '\\', '\'', '"' -> letter;
            default -> -1;
        };
    }

    private boolean number(int digits, int base, boolean codePoint) {
        long value = 0;
        for (int count = 0; count < digits; count++) {
            int digit = at < body.length() ? Character.digit(body.charAt(at++), base) : -1;
            if (digit < 0) {
                return false;
            }
            value = value * base + digit;
        }
        if (!codePoint) {
            bytes.write((int) value);
            return value < 256;
        }
        boolean valid = value <= Character.MAX_CODE_POINT && !(value >= 0xD800 && value <= 0xDFFF);
        if (valid) {
            write((int) value);
        }
        return valid;
    }

    private void write(int point) {
        bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
    }
}
