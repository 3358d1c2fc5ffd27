package dev.tocsin.series;

/** What became of one sample, after Prometheus' head block without a window for late samples. */
public enum Verdict {
    /** It is the newest of its series. */
    STORED,
    /** The newest of its series has the same time and value: nothing to do, and no fault. */
    REPEATED,
    /** The newest of its series has the same time and another value. Refused. */
    DUPLICATE,
    /** Its series has newer samples. Refused. */
    OUT_OF_ORDER,
    /** It is older than what is kept. Refused. */
    TOO_OLD,
    /** Nothing that is loaded asks for its series. Dropped, and no fault. */
    UNWANTED;

    /** Whether the sender did something wrong. */
    public boolean isRefusal() {
        return switch (this) {
            case DUPLICATE, OUT_OF_ORDER, TOO_OLD -> true;
            case STORED, REPEATED, UNWANTED -> false;
        };
    }
}
