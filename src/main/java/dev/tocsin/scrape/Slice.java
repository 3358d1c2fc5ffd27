package dev.tocsin.scrape;

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

    @Override
    public String toString() {
        return new String(page, from, to - from, StandardCharsets.UTF_8);
    }
}
