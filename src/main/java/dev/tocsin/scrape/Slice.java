package dev.tocsin.scrape;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A part of a page, where it stands. Used again for each part. */
final class Slice {
    private byte[] page = new byte[0];
    private int from;
    private int to;

    Slice over(byte[] bytes, int first, int end) {
        page = bytes;
        from = first;
        to = end;
        return this;
    }

    boolean is(byte[] other) {
        return Arrays.equals(page, from, to, other, 0, other.length);
    }

    byte[] bytes() {
        return Arrays.copyOfRange(page, from, to);
    }

    int length() {
        return to - from;
    }

    /** Whether it is UTF-8. */
    boolean isUtf8() {
        for (int at = from; at < to; at++) {
            if (page[at] < 0) {
                return decodes();
            }
        }
        return true;
    }

    private boolean decodes() {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(page, from, to - from));
            return true;
        } catch (CharacterCodingException garbage) {
            return false;
        }
    }

    /** The line of the page that it begins on, counted from 1. Looks through the page for it. */
    int line() {
        int line = 1;
        for (int at = 0; at < from; at++) {
            line += page[at] == '\n' ? 1 : 0;
        }
        return line;
    }

    @Override
    public String toString() {
        return new String(page, from, to - from, StandardCharsets.UTF_8);
    }
}
