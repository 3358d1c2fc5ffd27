package dev.tocsin.promql;

/** What start timestamps tell of counter resets. All are epoch milliseconds; a start of 0 is unknown. */
final class StartTimes {
    private StartTimes() {}

    /** Whether the counting behind the later of two samples began anew after the earlier one. */
    static boolean isReset(long startBefore, long timeBefore, long start, long time) {
        // A start at or after its sample is no start; OpenTelemetry writes an unknown one so.
        if (start == 0 || start >= time || start < timeBefore) {
            return false;
        }
        if (start > timeBefore) {
            return true;
        }
        // It began at the earlier sample: a delta, unless the start of that is unknown, too.
        return startBefore != 0 && startBefore < timeBefore;
    }

    /** Whether the later sample says that it began before the earlier one, and not with it. */
    static boolean overlaps(long startBefore, long timeBefore, long start) {
        return start != 0 && start < timeBefore && start != startBefore;
    }
}
