package dev.tocsin.model;

/** One measured number of a series. {@code timeMillis} is epoch milliseconds, the unit of the whole path of samples. */
public record Sample(Labels labels, long timeMillis, double value) {
    private static final long STALE_BITS = 0x7ff0000000000002L;

    /** The NaN that marks the end of a series, bit for bit Prometheus' stale marker. */
    public static final double STALE = Double.longBitsToDouble(STALE_BITS);

    /** Whether {@code value} is the stale marker; compares bits, because every NaN is unequal to every other. */
    public static boolean isStale(double value) {
        return Double.doubleToRawLongBits(value) == STALE_BITS;
    }
}
