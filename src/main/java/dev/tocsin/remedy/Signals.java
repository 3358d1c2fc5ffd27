package dev.tocsin.remedy;

import java.time.Instant;

/** Evaluates the signals that remedies name. Called on a virtual thread; returns by {@code deadline}; never throws. */
@FunctionalInterface
public interface Signals {
    /** What {@code expression} (PromQL) says now; {@code ABSENT} when it gives nothing or cannot be evaluated. */
    Reading evaluate(String expression, Instant deadline);
}
