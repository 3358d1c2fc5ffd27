package dev.tocsin.config;

import dev.tocsin.config.Tree.Scalar;
import dev.tocsin.config.Tree.Style;

/**
 * From a position in a scalar's text back to the file, so that a parse error inside an expression points at the file.
 *
 * <p>Quoting, indentation and folding change white space only, escapes of quoted text aside. So the n-th character of
 * the text that is not white space is the n-th such character in the file, counted from where the scalar starts.
 */
final class Inside {
    private final String[] lines;
    private final Scalar scalar;
    private int line;
    private int column;

    private Inside(String source, Scalar scalar) {
        this.lines = source.split("\r\n|\r|\n", -1);
        this.scalar = scalar;
        this.line = scalar.place().line() - 1;
        this.column = inLine(scalar.place().column() - 1);
        start();
    }

    /** Where {@code line}:{@code column} of the text of {@code scalar}, both from 1, stands in the file. */
    static Place place(String source, Scalar scalar, int line, int column) {
        String text = scalar.text();
        int at = offset(text, line, column);
        int before =
                (int) text.substring(0, at).chars().filter(c -> !isSpace(c)).count();
        return new Inside(source, scalar).find(before, at < text.length() && !isSpace(text.charAt(at)));
    }

    private void start() {
        if (scalar.style() == Style.BLOCK) {
            line++;
            column = 0;
        } else if (scalar.style() != Style.PLAIN) {
            column++;
        }
        skipSpace();
    }

    private static int offset(String text, int line, int column) {
        int start = 0;
        for (int at = 1; at < line && text.indexOf('\n', start) >= 0; at++) {
            start = text.indexOf('\n', start) + 1;
        }
        return Math.min(text.length(), start + Math.max(0, column - 1));
    }

    /** Passes {@code solid} characters; white space, whose place is not kept, is placed right behind the last of them. */
    private Place find(int solid, boolean onSolid) {
        for (int passed = 0; passed < solid && line < lines.length; ) {
            int start = column;
            int length = Math.min(unit(), lines[line].length() - column);
            column += length;
            passed += isSpaceEscape(lines[line], start, length) ? 0 : 1;
            if (passed < solid || onSolid) {
                skipSpace();
            }
        }
        int at = Math.min(line, lines.length - 1);
        String text = lines[at];
        int before = text.codePointCount(0, Math.min(column, text.length()));
        return new Place(scalar.place().file(), at + 1, before + 1);
    }

    /** How many characters of the file make the one character of the text that starts here. */
    private int unit() {
        String text = lines[line];
        char first = text.charAt(column);
        if (scalar.style() == Style.SINGLE_QUOTED && first == '\'') {
            return 2;
        }
        if (scalar.style() != Style.DOUBLE_QUOTED || first != '\\' || column + 1 >= text.length()) {
            return 1;
        }
        return switch (text.charAt(column + 1)) {
            case 'x' -> 4;
            case 'u' -> 6;
            case 'U' -> 10;
            default -> 2;
        };
    }

    private boolean isSpaceEscape(String text, int start, int length) {
        if (scalar.style() != Style.DOUBLE_QUOTED || text.charAt(start) != '\\') {
            return false;
        }
        // A backslash at the end of a line joins it to the next and stands for nothing.
        return length == 1 || "nrt ".indexOf(text.charAt(start + 1)) >= 0;
    }

    private void skipSpace() {
        while (line < lines.length && (column >= lines[line].length() || isSpace(lines[line].charAt(column)))) {
            if (column < lines[line].length()) {
                column++;
            } else {
                line++;
                column = 0;
            }
        }
    }

    private int inLine(int codePoints) {
        String text = lines[line];
        return text.offsetByCodePoints(0, Math.min(codePoints, text.codePointCount(0, text.length())));
    }

    private static boolean isSpace(int c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }
}
