package dev.tocsin.series;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A tighter form for full chunks. Most series of a machine stand still, or count whole numbers or hundredths: as
 * decimals with a common exponent they differ by small whole numbers, where their bits as floating point differ wildly.
 * And most are scraped at even distances. So:
 *
 * <ul>
 *   <li>times: the first distance; then, if distances vary, their changes in Rice's code;
 *   <li>values: one, if all are the same; or an exponent of ten and the first decimal, then the differences or the changes of
 *       the differences in Rice's code.
 * </ul>
 *
 * What does not fit exactly (odd fractions, not-a-numbers) stays as {@link Encoder} wrote it.
 */
final class Packing {
    private static final int CONSTANT = 0;
    private static final int DIFFERENCES = 1;
    private static final int CHANGES = 2;
    private static final int MOST_DIGITS = 12;
    private static final double EXACT = 1L << 53;

    private Packing() {}

    /** The same points in fewer words, or the same words when that cannot be. */
    static Chunk pack(Chunk loose) {
        Column column = new Column(loose.size());
        loose.read(column);
        BitWriter bits = new BitWriter(loose.words().length);
        times(column.times, bits);
        boolean fits = loose.rare() == null && values(column.values, bits);
        return fits && bits.size() < loose.words().length
                ? loose.with(Chunk.Form.PACKED, bits.trimmed())
                : loose.with(Chunk.Form.SETTLED, loose.words());
    }

    /** Points side by side. */
    private static final class Column implements Chunk.Visitor {
        private final long[] times;
        private final double[] values;
        private int at;

        Column(int size) {
            times = new long[size];
            values = new double[size];
        }

        @Override
        public void point(long time, double value, dev.tocsin.model.@Nullable FloatHistogram histogram, long start) {
            times[at] = time;
            values[at++] = value;
        }
    }

    private static void times(long[] times, BitWriter bits) {
        long[] changes = differences(differences(times, 1), 2);
        boolean even = Arrays.stream(changes, Math.min(2, changes.length), changes.length)
                .allMatch(change -> change == 0);
        bits.write(even ? 0 : 1, 1);
        bits.write(times.length > 1 ? times[1] - times[0] : 0, 64);
        if (!even) {
            Rice.write(changes, 2, Rice.best(changes, 2), bits);
        }
    }

    /** From {@code from} on each number less the one before; those before stay. */
    private static long[] differences(long[] numbers, int from) {
        long[] differences = numbers.clone();
        for (int at = numbers.length - 1; at >= from; at--) {
            differences[at] -= numbers[at - 1];
        }
        return differences;
    }

    private static boolean values(double[] values, BitWriter bits) {
        if (isConstant(values)) {
            bits.write(CONSTANT, 2);
            bits.write(Double.doubleToRawLongBits(values[0]), 64);
            return true;
        }
        int digits = digits(values);
        if (digits > MOST_DIGITS) {
            return false;
        }
        long[] differences = differences(decimals(values, digits), 1);
        long[] changes = differences(differences, 2);
        int few = Rice.best(differences, 1);
        int fewer = Rice.best(changes, 2);
        boolean second = Rice.cost(changes, 2, fewer) + 64 < Rice.cost(differences, 1, few);
        bits.write(second ? CHANGES : DIFFERENCES, 2);
        bits.write(digits, 4);
        bits.write(differences[0], 64);
        if (second) {
            bits.write(changes[1], 64);
            Rice.write(changes, 2, fewer, bits);
        } else {
            Rice.write(differences, 1, few, bits);
        }
        return true;
    }

    private static boolean isConstant(double[] values) {
        long first = Double.doubleToRawLongBits(values[0]);
        return Arrays.stream(values).allMatch(value -> Double.doubleToRawLongBits(value) == first);
    }

    /** How many digits behind the point say every value to the bit; more than {@link #MOST_DIGITS} when none do. */
    private static int digits(double[] values) {
        int digits = 0;
        for (double value : values) {
            while (digits <= MOST_DIGITS && !isExact(value, digits)) {
                digits++;
            }
        }
        int enough = digits;
        return digits <= MOST_DIGITS && Arrays.stream(values).allMatch(value -> isExact(value, enough))
                ? digits
                : MOST_DIGITS + 1;
    }

    private static boolean isExact(double value, int digits) {
        double decimal = Math.rint(value * power(digits));
        return Math.abs(decimal) < EXACT
                && Double.doubleToRawLongBits((long) decimal / power(digits)) == Double.doubleToRawLongBits(value);
    }

    private static long[] decimals(double[] values, int digits) {
        long[] decimals = new long[values.length];
        for (int at = 0; at < values.length; at++) {
            decimals[at] = (long) Math.rint(values[at] * power(digits));
        }
        return decimals;
    }

    /** Ten to the power of {@code digits}, exact up to 22. */
    private static double power(int digits) {
        double power = 1;
        for (int at = 0; at < digits; at++) {
            power *= 10;
        }
        return power;
    }

    /** Hands the points of a packed chunk over, oldest first. */
    static void read(Chunk packed, Chunk.Visitor visitor) {
        BitReader bits = new BitReader(packed.words());
        long[] times = times(packed, bits);
        double[] values = values(packed.size(), bits);
        for (int at = 0; at < times.length; at++) {
            visitor.point(times[at], values[at], null, 0);
        }
    }

    private static long[] times(Chunk packed, BitReader bits) {
        long[] times = new long[packed.size()];
        boolean even = !bits.bit();
        long distance = bits.bits(64);
        if (!even) {
            Rice.read(bits, times, 2);
        }
        times[0] = packed.first();
        for (int at = 1; at < times.length; at++) {
            distance += times[at];
            times[at] = times[at - 1] + distance;
        }
        return times;
    }

    private static double[] values(int size, BitReader bits) {
        double[] values = new double[size];
        int mode = (int) bits.bits(2);
        if (mode == CONSTANT) {
            Arrays.fill(values, Double.longBitsToDouble(bits.bits(64)));
            return values;
        }
        double scale = power((int) bits.bits(4));
        long[] decimals = new long[size];
        decimals[0] = bits.bits(64);
        if (mode == CHANGES) {
            decimals[1] = bits.bits(64);
            Rice.read(bits, decimals, 2);
            sum(decimals, 2);
        } else {
            Rice.read(bits, decimals, 1);
        }
        sum(decimals, 1);
        for (int at = 0; at < size; at++) {
            values[at] = decimals[at] / scale;
        }
        return values;
    }

    private static void sum(long[] numbers, int from) {
        for (int at = from; at < numbers.length; at++) {
            numbers[at] += numbers[at - 1];
        }
    }
}
