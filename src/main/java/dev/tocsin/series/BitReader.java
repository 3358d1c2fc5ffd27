package dev.tocsin.series;

/** Reads what a {@link BitWriter} wrote, from the start. Throws {@link IndexOutOfBoundsException} past the end. */
final class BitReader {
    private final long[] words;
    private int at;

    BitReader(long[] words) {
        this.words = words;
    }

    boolean bit() {
        boolean set = (words[at >>> 6] << (at & 63)) < 0;
        at++;
        return set;
    }

    /** The next {@code count} bits, 1 to 64. */
    long bits(int count) {
        int word = at >>> 6;
        int used = at & 63;
        long bits = words[word] << used;
        if (used + count > 64) {
            bits |= words[word + 1] >>> (64 - used);
        }
        at += count;
        return bits >>> (64 - count);
    }

    /** The next {@code count} bits as a number with a sign. */
    long signed(int count) {
        return (bits(count) << (64 - count)) >> (64 - count);
    }
}
