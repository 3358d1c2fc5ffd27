package dev.tocsin.series;

/**
 * Rice's code for numbers that are mostly small: the number folded to be positive, its high part as ones ended by a
 * zero, its low {@code k} bits as they are. A high part of {@link #ESCAPE} ones means that all 64 bits follow.
 */
final class Rice {
    private static final int ESCAPE = 20;
    private static final int WIDTH = 6;

    private Rice() {}

    private static long folded(long value) {
        return (value << 1) ^ (value >> 63);
    }

    /** The {@code k} that makes {@code values} from {@code from} on short: the best near what their mean suggests. */
    static int best(long[] values, int from) {
        double sum = 0;
        for (int at = from; at < values.length; at++) {
            sum += folded(values[at]) & Long.MAX_VALUE;
        }
        double mean = sum / Math.max(1, values.length - from);
        int guess = Math.min(50, Math.max(0, Math.getExponent(mean + 1)));
        int best = guess;
        for (int k = Math.max(0, guess - 2); k <= guess + 1; k++) {
            best = cost(values, from, k) < cost(values, from, best) ? k : best;
        }
        return best;
    }

    /** How many bits {@link #write} takes. */
    static long cost(long[] values, int from, int k) {
        long bits = WIDTH;
        for (int at = from; at < values.length; at++) {
            long high = folded(values[at]) >>> k;
            bits += high < ESCAPE ? high + 1 + k : ESCAPE + 64;
        }
        return bits;
    }

    static void write(long[] values, int from, int k, BitWriter into) {
        into.write(k, WIDTH);
        for (int at = from; at < values.length; at++) {
            long folded = folded(values[at]);
            int high = (int) Math.min(ESCAPE, folded >>> k);
            if (high == ESCAPE) {
                into.write((1 << ESCAPE) - 1, ESCAPE);
                into.write(folded, 64);
            } else {
                into.write((1L << (high + 1)) - 2, high + 1);
                if (k > 0) {
                    into.write(folded & ((1L << k) - 1), k);
                }
            }
        }
    }

    /** Fills {@code values} from {@code from} on. */
    static void read(BitReader bits, long[] values, int from) {
        int k = (int) bits.bits(WIDTH);
        for (int at = from; at < values.length; at++) {
            int high = 0;
            while (high < ESCAPE && bits.bit()) {
                high++;
            }
            long folded = high == ESCAPE ? bits.bits(64) : ((long) high << k) | (k == 0 ? 0 : bits.bits(k));
            values[at] = (folded >>> 1) ^ -(folded & 1);
        }
    }
}
