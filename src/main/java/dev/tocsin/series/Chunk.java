package dev.tocsin.series;

import dev.tocsin.model.FloatHistogram;
import org.jspecify.annotations.Nullable;

/**
 * A run of points of one series, compressed. Never changes, though its words may go on past its points.
 *
 * <p>Of a chunk that is not {@link Form#PACKED} the bits are those of the first value, then of each further point:
 *
 * <ul>
 *   <li>the change of the distance in time: {@code 0} none, {@code 10} and 7 bits, {@code 110} and 12, {@code 1110} and
 *       20, {@code 1111} and 64, with a sign;
 *   <li>the value exclusive-or the value before: {@code 0} when nothing differs, {@code 10} and the bits of the window in
 *       use, {@code 11} and a new window: 5 bits for the zeros before it, 6 for its width less one, then its bits.
 * </ul>
 *
 * @param size how many points
 * @param first time of the first
 * @param last time of the last
 * @param form how the words are to be read
 * @param words the bits
 * @param rare what few points have, or null when none has
 */
@SuppressWarnings("ArrayRecordComponent") // held, never compared
record Chunk(
        int size,
        long first,
        long last,
        Form form,
        long[] words,
        @Nullable Rare rare) {
    /** How the words are to be read, and whether they may still be packed. */
    enum Form {
        /** As {@link Encoder} wrote them. */
        LOOSE,
        /** Likewise; it was found that packing does not help. */
        SETTLED,
        /** As {@link Packing} wrote them. */
        PACKED
    }

    /** Of the object, the header of its array, and the reference to it. */
    private static final int OBJECTS = 40 + 16 + 4;

    /** The same points in other words. */
    Chunk with(Form other, long[] otherWords) {
        return new Chunk(size, first, last, other, otherWords, rare);
    }

    /**
     * What few points have, by their position; arrays may be longer than the chunk.
     *
     * @param histograms null where the point is a number, or when all are
     * @param starts since when the point counts, epoch milliseconds, 0 where unknown; null when all are
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Rare(@Nullable FloatHistogram @Nullable [] histograms, long @Nullable [] starts) {
        @Nullable
        FloatHistogram histogram(int at) {
            return histograms == null ? null : histograms[at];
        }

        long start(int at) {
            return starts == null ? 0 : starts[at];
        }
    }

    /** About how many points lie between {@code from} and {@code to}, as if they came at an even pace. */
    int sizeWithin(long from, long to) {
        long inside = Math.min(to, last) - Math.max(from, first);
        return first >= from && last <= to
                ? size
                : (int) Math.min(size, 2 + (long) ((double) Math.max(0, inside) / (last - first + 1) * size));
    }

    /** Takes the points one by one. */
    interface Visitor {
        void point(long time, double value, @Nullable FloatHistogram histogram, long start);
    }

    /** Hands all points over, oldest first. */
    void read(Visitor visitor) {
        switch (form) {
            case LOOSE, SETTLED -> unpack(visitor);
            case PACKED -> Packing.read(this, visitor);
        }
    }

    private void unpack(Visitor visitor) {
        BitReader bits = new BitReader(words);
        long time = first;
        long distance = 0;
        long value = bits.bits(64);
        int leading = 0;
        int width = 0;
        visit(visitor, 0, time, value);
        for (int at = 1; at < size; at++) {
            distance += change(bits);
            time += distance;
            if (bits.bit()) {
                if (bits.bit()) {
                    leading = (int) bits.bits(5);
                    width = (int) bits.bits(6) + 1;
                }
                value ^= bits.bits(width) << (64 - leading - width);
            }
            visit(visitor, at, time, value);
        }
    }

    private static long change(BitReader bits) {
        if (!bits.bit()) {
            return 0;
        }
        if (!bits.bit()) {
            return bits.signed(7);
        }
        if (!bits.bit()) {
            return bits.signed(12);
        }
        return bits.bit() ? bits.bits(64) : bits.signed(20);
    }

    private void visit(Visitor visitor, int at, long time, long value) {
        if (rare == null) {
            visitor.point(time, Double.longBitsToDouble(value), null, 0);
            return;
        }
        FloatHistogram histogram = rare.histogram(at);
        double number = histogram == null ? Double.longBitsToDouble(value) : histogram.sum();
        visitor.point(time, number, histogram, rare.start(at));
    }

    /** Bytes on the heap, as near as can be said; of a histogram only what its counts take. */
    long bytes() {
        long bytes = OBJECTS + 8L * words.length;
        if (rare != null) {
            bytes += 24 + (rare.starts() == null ? 0 : 16 + 8L * rare.starts().length);
            for (int at = 0; at < size; at++) {
                FloatHistogram histogram = rare.histogram(at);
                bytes += histogram == null
                        ? 0
                        : 150
                                + 12L * histogram.positive().size()
                                + 12L * histogram.negative().size();
            }
        }
        return bytes;
    }
}
