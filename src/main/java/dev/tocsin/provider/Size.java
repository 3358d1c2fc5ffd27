package dev.tocsin.provider;

import java.math.BigDecimal;

/** How much of a machine each process of a service may use: thousandths of a processor, and bytes of memory. */
public record Size(long milliCpus, long bytes) {
    /** Platforms count memory in these. */
    public static final long MEGABYTE = 1_000_000;

    private static final int MILLI = 3;

    /** From what people write: processors, and gigabytes of 10<sup>9</sup> bytes. */
    public static Size of(double cpus, double gigabytes) {
        return new Size(Math.round(cpus * 1e3), Math.round(gigabytes * 1e3) * MEGABYTE);
    }

    /** Processors. */
    public BigDecimal cpus() {
        return decimal(milliCpus);
    }

    /** Gigabytes of 10<sup>9</sup> bytes, to the megabyte. */
    public BigDecimal gigabytes() {
        return decimal(bytes / MEGABYTE);
    }

    /** {@code 2 vCPU and 4 GB}, for people. */
    public String words() {
        return cpus().toPlainString() + " vCPU and " + gigabytes().toPlainString() + " GB";
    }

    private static BigDecimal decimal(long thousandths) {
        BigDecimal number = BigDecimal.valueOf(thousandths, MILLI).stripTrailingZeros();
        return number.scale() < 0 ? number.setScale(0) : number;
    }
}
