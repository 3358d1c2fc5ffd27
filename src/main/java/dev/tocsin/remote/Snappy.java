package dev.tocsin.remote;

import java.util.Arrays;

/** Snappy's block format, written: what remote write wants its bodies in. Pure. */
final class Snappy {
    private static final int HASH_BITS = 14;
    private static final int SHORTEST_MATCH = 4;
    private static final int LONGEST_COPY = 64;
    private static final int FARTHEST = 65_535;
    private static final int SMALL_LITERAL = 60;

    private final byte[] from;
    private final int size;
    private byte[] to;
    private int end;

    private Snappy(byte[] from, int size) {
        this.from = from;
        this.size = size;
        this.to = new byte[32 + size / 4];
    }

    /** The first {@code size} bytes of {@code from}, compressed. */
    static byte[] compress(byte[] from, int size) {
        Snappy snappy = new Snappy(from, size);
        snappy.length();
        snappy.elements();
        return Arrays.copyOf(snappy.to, snappy.end);
    }

    private void length() {
        int rest = size;
        while (rest >= 0x80) {
            put(rest | 0x80);
            rest >>>= 7;
        }
        put(rest);
    }

    /** Looks where the next four bytes stood last, and copies from there as far as both go on alike. */
    private void elements() {
        int[] last = new int[1 << HASH_BITS];
        Arrays.fill(last, -1);
        int literal = 0;
        int at = 0;
        while (at + SHORTEST_MATCH <= size) {
            int hash = (four(at) * 0x1e35a7bd) >>> (32 - HASH_BITS);
            int candidate = last[hash];
            last[hash] = at;
            if (candidate < 0 || at - candidate > FARTHEST || four(candidate) != four(at)) {
                at++;
                continue;
            }
            literal(literal, at);
            int length = alike(candidate, at);
            copy(at - candidate, length);
            at += length;
            literal = at;
        }
        literal(literal, size);
    }

    private int alike(int earlier, int at) {
        int length = SHORTEST_MATCH;
        while (at + length < size && from[earlier + length] == from[at + length]) {
            length++;
        }
        return length;
    }

    private int four(int at) {
        return (from[at] & 0xff)
                | (from[at + 1] & 0xff) << 8
                | (from[at + 2] & 0xff) << 16
                | (from[at + 3] & 0xff) << 24;
    }

    private void literal(int start, int stop) {
        int length = stop - start;
        if (length == 0) {
            return;
        }
        int tag = length - 1;
        if (tag < SMALL_LITERAL) {
            put(tag << 2);
        } else {
            int bytes = (39 - Integer.numberOfLeadingZeros(tag)) / 8;
            put((SMALL_LITERAL - 1 + bytes) << 2);
            for (int at = 0; at < bytes; at++) {
                put(tag >>> (8 * at));
            }
        }
        room(length);
        System.arraycopy(from, start, to, end, length);
        end += length;
    }

    /** Copies with an offset of two bytes, 64 at most each. */
    private void copy(int offset, int length) {
        int rest = length;
        while (rest > 0) {
            int now = Math.min(rest, LONGEST_COPY);
            put((now - 1) << 2 | 2);
            put(offset);
            put(offset >>> 8);
            rest -= now;
        }
    }

    private void put(int octet) {
        room(1);
        to[end++] = (byte) octet;
    }

    private void room(int more) {
        if (end + more > to.length) {
            to = Arrays.copyOf(to, Math.max(end + more, 2 * to.length));
        }
    }
}
