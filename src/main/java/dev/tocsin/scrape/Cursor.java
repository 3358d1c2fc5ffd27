package dev.tocsin.scrape;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A place in a page, and the end of the line that it is in. Reads bytes; never past the line. */
final class Cursor {
    private static final int HASH_FACTOR = 31;

    private final byte[] page;
    private final int length;
    private int at;
    private int end;
    private int line;
    private int guessed = -1;

    Cursor(byte[] page) {
        this.page = page;
        this.length = page.length;
    }

    byte[] page() {
        return page;
    }

    /**
     * Goes to the next line; false when there is none.
     *
     * @param guess the text of a series that the line may begin with; empty for none
     */
    boolean nextLine(byte[] guess) {
        int from = line == 0 ? 0 : end + 1;
        if (from >= length) {
            return false;
        }
        line++;
        at = from;
        guessed = guess.length > 0 && beginsWith(guess) ? from + guess.length : -1;
        end = Math.max(from, guessed);
        while (end < length && page[end] != '\n') {
            end++;
        }
        return true;
    }

    /**
     * Whether the line begins with the series {@code guess} and no other: a name may go on, or have its labels
     * after a space.
     */
    private boolean beginsWith(byte[] guess) {
        int after = at + guess.length;
        if (length - after < 2 || !Arrays.equals(page, at, after, guess, 0, guess.length)) {
            return false;
        }
        byte second = page[after + 1];
        return guess[guess.length - 1] == '}'
                || page[after] == ' ' && second != '{' && second != ' ' && second != '\t' && second != '\n';
    }

    /** Goes to the end of the series that was guessed, if the guess was right; whether it was. */
    boolean takeGuess() {
        if (guessed < 0) {
            return false;
        }
        at = guessed;
        return true;
    }

    /** Whether the line that was read last was the last of the page. */
    boolean lastLine() {
        return end + 1 >= length;
    }

    int at() {
        return at;
    }

    /** Where the line ends. */
    int end() {
        return end;
    }

    boolean atEnd() {
        return at == end;
    }

    /** The byte here, or 0 at the end of the line. */
    int peek() {
        return at < end ? page[at] : 0;
    }

    void skip() {
        at++;
    }

    /** Goes over spaces and tabs; whether there were any. */
    boolean skipBlanks() {
        int from = at;
        while (at < end && (page[at] == ' ' || page[at] == '\t')) {
            at++;
        }
        return at > from;
    }

    /** Goes over {@code text} if it is here; whether it was. */
    boolean take(String text) {
        if (end - at < text.length()) {
            return false;
        }
        for (int index = 0; index < text.length(); index++) {
            if (page[at + index] != text.charAt(index)) {
                return false;
            }
        }
        at += text.length();
        return true;
    }

    /** Goes to the next space, tab or end of line. */
    void skipToken() {
        while (at < end && page[at] != ' ' && page[at] != '\t') {
            at++;
        }
    }

    /** Goes to the next space, tab, opening brace or end of line. */
    void skipName() {
        while (at < end && page[at] != ' ' && page[at] != '\t' && page[at] != '{') {
            at++;
        }
    }

    /** Goes over the characters of a metric's name; whether there were any. */
    boolean skipMetricName() {
        int from = at;
        while (at < end && isName(page[at], at > from)) {
            at++;
        }
        return at > from;
    }

    private static boolean isName(byte here, boolean digits) {
        return here >= 'a' && here <= 'z'
                || here >= 'A' && here <= 'Z'
                || here == '_'
                || here == ':'
                || digits && here >= '0' && here <= '9';
    }

    /** Goes over a quoted text; false when it is empty or has no end. */
    boolean skipQuoted() {
        int from = at;
        for (at++; at < end && page[at] != '"'; at++) {
            at += page[at] == '\\' ? 1 : 0;
        }
        if (at >= end) {
            at = end;
            return false;
        }
        at++;
        return at - from > 2;
    }

    /**
     * Goes from an opening brace past the closing one, over quoted text as it is; false when there is none.
     *
     * @param acrossLines whether quoted text may go on in the next line, which then is part of this one
     */
    boolean skipBraces(boolean acrossLines) {
        boolean quoted = false;
        for (at++; at < end || at == end && quoted && acrossLines && joinNextLine(); at++) {
            byte here = page[at];
            if (quoted && here == '\\') {
                at++;
            } else if (here == '"') {
                quoted = !quoted;
            } else if (here == '}' && !quoted) {
                at++;
                return true;
            }
        }
        at = end;
        return false;
    }

    private boolean joinNextLine() {
        if (end >= length) {
            return false;
        }
        line++;
        end++;
        while (end < length && page[end] != '\n') {
            end++;
        }
        return true;
    }

    /** A hash of the bytes from {@code from} to {@code to}. */
    static int hash(byte[] page, int from, int to) {
        int hash = 1;
        for (int index = from; index < to; index++) {
            hash = HASH_FACTOR * hash + page[index];
        }
        return hash;
    }

    /** The text from {@code from} to here. */
    String text(int from) {
        return new String(page, from, at - from, StandardCharsets.UTF_8);
    }

    Malformed malformed(String message) {
        return new Malformed(line, message);
    }

    int line() {
        return line;
    }
}
