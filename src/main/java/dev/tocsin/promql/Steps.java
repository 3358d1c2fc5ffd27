package dev.tocsin.promql;

/** The times, epoch milliseconds, at which something is evaluated: every {@code interval} from first to last. */
record Steps(long first, long last, long interval) {
    /** A single time. */
    static Steps at(long time) {
        return new Steps(time, time, 1);
    }

    int count() {
        return last < first ? 0 : (int) Math.min(Integer.MAX_VALUE, (last - first) / interval + 1);
    }

    long time(int step) {
        return first + step * interval;
    }

    boolean single() {
        return first == last;
    }

    /** The last time that is really a step. */
    long lastTime() {
        return time(Math.max(0, count() - 1));
    }
}
