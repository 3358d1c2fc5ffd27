package dev.tocsin.remedy;

import dev.tocsin.provider.Lever;
import dev.tocsin.provider.Pull;
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

    /** Look at the service's platform, to weigh the evidence. */
    record Weigh(String act, Place place, Instant deadline) implements Task {}

    /** Ask the platform for {@code pull}; the {@code number}th request of the act. The only one that changes anything. */
    record Perform(String act, String service, Pull pull, int number, Instant deadline) implements Task {}

    /** Look at the platform, to see whether the {@code number}th request, which has no answer, arrived. */
    record ReadBack(String act, Place place, int number, Instant deadline) implements Task {}

    /** Look at the platform, to see how far it is. */
    record Follow(String act, Place place, Instant deadline) implements Task {}

    /** Which platform: the one of {@code service} that has {@code lever}. */
    record Place(String service, Lever lever) {}

    /** Evaluate the signal. */
    record WatchSignal(String act, String signal, Instant deadline) implements Task {}
}
