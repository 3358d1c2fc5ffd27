package dev.tocsin.series;

import dev.tocsin.model.FloatHistogram;
import org.jspecify.annotations.Nullable;

/**
 * The chunk of a series that still grows. Times and values are packed after Gorilla (Pelkonen et al., VLDB 2015): the
 * difference between successive distances in time, and the value's bits against the bits before it. {@link Chunk} says
 * how; what few points have, histograms and start times, lies beside the bits.
 *
 * <p>Grows at the end only: who took a {@link #chunk} may read it while more is appended.
 */
final class Encoder {
    /** How many points a chunk holds when it is full. */
    static final int FULL = 120;

    private static final int NO_WINDOW = 64;
    private static final int GROWTH = 56;

    private final BitWriter bits = new BitWriter(4);
    private int size;
    private long first;
    private long time;
    private long distance;
    private long value;
    private byte leading = NO_WINDOW;
    private byte trailing;
    private @Nullable FloatHistogram @Nullable [] histograms;
    private long @Nullable [] starts;

    int size() {
        return size;
    }

    boolean isFull() {
        return size >= FULL;
    }

    long first() {
        return first;
    }

    long last() {
        return time;
    }

    /** The newest value, as its bits. */
    long lastBits() {
        return value;
    }

    @Nullable
    FloatHistogram lastHistogram() {
        return histograms == null ? null : histograms[size - 1];
    }

    /** Appends a point that is newer than all before. The value of a histogram is not kept. */
    void append(long newTime, double number, @Nullable FloatHistogram histogram, long start) {
        long newValue = histogram == null ? Double.doubleToRawLongBits(number) : 0;
        if (size == 0) {
            first = newTime;
            bits.write(newValue, 64);
        } else {
            appendTime(newTime - time);
            appendValue(newValue ^ value);
        }
        time = newTime;
        value = newValue;
        appendRare(histogram, start);
        size++;
    }

    private void appendTime(long newDistance) {
        long change = newDistance - distance;
        distance = newDistance;
        if (change == 0) {
            bits.write(0, 1);
        } else if (change >= -64 && change < 64) {
            bits.write((0b10L << 7) | (change & 0x7f), 9);
        } else if (change >= -2048 && change < 2048) {
            bits.write((0b110L << 12) | (change & 0xfff), 15);
        } else if (change >= -(1 << 19) && change < 1 << 19) {
            bits.write((0b1110L << 20) | (change & 0xfffff), 24);
        } else {
            bits.write(0b1111, 4);
            bits.write(change, 64);
        }
    }

    private void appendValue(long difference) {
        if (difference == 0) {
            bits.write(0, 1);
            return;
        }
        int zerosBefore = Math.min(31, Long.numberOfLeadingZeros(difference));
        int zerosAfter = Long.numberOfTrailingZeros(difference);
        if (zerosBefore >= leading && zerosAfter >= trailing) {
            bits.write(0b10, 2);
        } else {
            leading = (byte) zerosBefore;
            trailing = (byte) zerosAfter;
            bits.write(0b11, 2);
            bits.write(leading, 5);
            bits.write(64 - leading - trailing - 1, 6);
        }
        bits.write(difference >>> trailing, 64 - leading - trailing);
    }

    private void appendRare(@Nullable FloatHistogram histogram, long start) {
        if (histogram != null || histograms != null) {
            histograms = roomy(histograms);
            histograms[size] = histogram;
        }
        if (start != 0 || starts != null) {
            starts = starts == null ? new long[FULL] : starts;
            starts[size] = start;
        }
    }

    private static @Nullable FloatHistogram[] roomy(@Nullable FloatHistogram @Nullable [] histograms) {
        return histograms == null ? new FloatHistogram[FULL] : histograms;
    }

    /** The points so far, for reading. */
    Chunk chunk() {
        return new Chunk(size, first, time, Chunk.Form.LOOSE, bits.words(), rare());
    }

    /** The points so far in as little room as possible. */
    Chunk sealed() {
        return new Chunk(size, first, time, Chunk.Form.LOOSE, bits.trimmed(), rare());
    }

    /** Bytes on the heap: those of a chunk and of the objects that let it grow. */
    long bytes() {
        return chunk().bytes() + GROWTH;
    }

    private Chunk.@Nullable Rare rare() {
        return histograms == null && starts == null ? null : new Chunk.Rare(histograms, starts);
    }
}
