package dev.tocsin.web;

import java.time.Duration;
import java.util.Locale;

/** How long a computation took: to the hundredth of a millisecond where it was short. */
final class Took {
    private static final double NANOS_A_MILLI = 1e6;

    private Took() {}

    static String of(Duration took) {
        double millis = took.toNanos() / NANOS_A_MILLI;
        return millis < 10 ? String.format(Locale.ROOT, "%.2f ms", millis) : Stamp.span(took);
    }
}
