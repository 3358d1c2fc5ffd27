package dev.tocsin.lab.proof;

import java.time.Duration;

/** How one far end misbehaves for a while: {@code share} of what is sent to it meets {@code kind}. */
record Fault(Kind kind, Window when, double share, Duration rest) {
    /** What may become of a message. */
    enum Kind {
        /** 500: not taken. */
        ERROR,
        /** 429 with Retry-After: not taken. */
        BUSY,
        /** Not reached: not taken. */
        UNREACHABLE,
        /** Not taken, and no answer by the deadline. */
        TIMEOUT,
        /** Taken, and the answer is lost. */
        LIE,
        /** Taken, and the answer comes long after the deadline. */
        LATE,
        /** Taken, and the answer comes twice. */
        TWICE,
        /** Taken, and the call never comes back. */
        NEVER,
        /** Not taken, since the channel has a bug, which blurts out the key. */
        BUG,
        /** 4xx: never to be taken. */
        REFUSAL
    }
}
