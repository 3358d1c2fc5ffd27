package dev.tocsin.series;

/** The byte before a point in the journal: what follows. */
final class PointKind {
    private static final int HISTOGRAM = 1;
    private static final int START = 2;

    private PointKind() {}

    static int of(boolean histogram, boolean start) {
        return (histogram ? HISTOGRAM : 0) | (start ? START : 0);
    }

    static boolean isHistogram(int kind) {
        return (kind & HISTOGRAM) != 0;
    }

    static boolean hasStart(int kind) {
        return (kind & START) != 0;
    }
}
