package dev.tocsin.remedy;

import java.time.Instant;

/**
 * Something to be asked of the outside for an act, once the turn that wanted it is durable. Carried out by {@link Operator}
 * by {@code deadline}; each comes back as one {@link Report}.
 */
public sealed interface Task {
    /** The act's id. */
    String act();

    /** By when its report is there. */
    Instant deadline();

    /** List the service's deployments, to weigh the evidence. */
    record Weigh(String act, String service, Instant deadline) implements Task {}

    /** Ask the platform to go back to {@code target}; the {@code number}th request of the act. The only one that changes anything. */
    record Perform(String act, String service, String target, int number, Instant deadline) implements Task {}

    /** List the service's deployments, to see whether the {@code number}th request, which has no answer, arrived. */
    record ReadBack(String act, String service, int number, Instant deadline) implements Task {}

    /** List the service's deployments, to see how far the new one is. */
    record Follow(String act, String service, Instant deadline) implements Task {}

    /** Evaluate the signal. */
    record WatchSignal(String act, String signal, Instant deadline) implements Task {}
}
