package dev.tocsin.series;

import java.util.Arrays;

/**
 * A string of bits that grows at its end, in words of 64, the first bit highest. Who took {@link #words} before may go on
 * reading the bits that were there: they stay, in that array, whatever is written later.
 */
final class BitWriter {
    private long[] words;
    private int length;

    BitWriter(int words) {
        this.words = new long[words];
    }

    /** Appends the lowest {@code count} bits of {@code bits}, 1 to 64; the higher ones must be zero. */
    void write(long bits, int count) {
        int word = length >>> 6;
        int free = 64 - (length & 63);
        if (((length + count - 1) >>> 6) >= words.length) {
            words = Arrays.copyOf(words, words.length + Math.max(2, words.length / 2));
        }
        if (count <= free) {
            words[word] |= bits << (free - count);
        } else {
            words[word] |= bits >>> (count - free);
            words[word + 1] = bits << (64 - (count - free));
        }
        length += count;
    }

    /** How many words are begun. */
    int size() {
        return (length + 63) >>> 6;
    }

    /** The array in use; bits beyond those written are zero or about to be written. */
    long[] words() {
        return words;
    }

    /** A copy that has no room to spare. */
    long[] trimmed() {
        return Arrays.copyOf(words, size());
    }
}
