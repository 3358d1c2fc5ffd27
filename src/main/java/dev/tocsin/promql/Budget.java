package dev.tocsin.promql;

/** Counts what an evaluation holds in memory and watches its time. */
final class Budget implements AutoCloseable {
    private static final long PORTION = 1 << 14;
    private static final long SERIES = 1 << 10;

    private final Limits limits;
    private long held;
    private long reserved;
    private long worked;

    Budget(Limits limits) {
        this.limits = limits;
    }

    /** How many samples are held now. */
    long held() {
        return held;
    }

    /** Counts {@code samples} more. */
    void hold(long samples) throws EvaluationFault {
        held += samples;
        if (held > limits.samples() || !reserve()) {
            throw EvaluationFault.tooMuch(
                    "query processing would load too many samples into memory in query execution");
        }
    }

    /** By portions, so that who evaluates beside us is met seldom. */
    private boolean reserve() {
        if (held <= reserved) {
            return true;
        }
        long least = held - reserved;
        long more = Math.max(PORTION, least);
        long taken = limits.room().take(more) ? more : limits.room().take(least) ? least : 0;
        reserved += taken;
        return taken > 0;
    }

    /** Gives back what was held. */
    @Override
    public void close() {
        limits.room().give(reserved);
        reserved = 0;
        held = 0;
    }

    /** Looks at the time once in a while: {@code points} have been looked at. */
    void work(long points) throws EvaluationFault {
        worked += points;
        if (worked >= PORTION) {
            worked = 0;
            checkTime();
        }
    }

    /** Another series is looked at, which costs as much as a thousand of its points. */
    void series() throws EvaluationFault {
        work(SERIES);
    }

    /** Back to what was held before. */
    void release(long before) {
        held = before;
    }

    /** Ends the evaluation when {@code steps} values of one series alone would be too many. */
    void checkSteps(long steps) throws EvaluationFault {
        if (steps < 0 || steps > limits.samples()) {
            throw EvaluationFault.tooMuch(
                    "query processing would load too many samples into memory in query execution");
        }
    }

    /** Ends the evaluation when a selector finds too many series. */
    void checkSeries(int series) throws EvaluationFault {
        if (series > limits.series()) {
            throw EvaluationFault.tooMuch(
                    "query would read " + series + " series with one selector, the limit is " + limits.series());
        }
    }

    /** Ends the evaluation when its time has passed. */
    void checkTime() throws EvaluationFault {
        if (limits.expired().getAsBoolean()) {
            throw EvaluationFault.timeout();
        }
    }
}
