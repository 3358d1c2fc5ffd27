package dev.tocsin.remedy;

import java.time.Instant;
import java.util.Optional;

/** What a person says about acts. */
public sealed interface Command {
    /** Who says it. */
    String by();

    /** When. */
    Instant at();

    /** Gives leave to the act that waits for it. The evidence is weighed once more. */
    record Approve(String act, String by, Instant at) implements Command {}

    /** Forbids the act, as long as the platform was not asked. */
    record Reject(String act, String by, Instant at) implements Command {}

    /**
     * Lets {@code deployment} of {@code service} serve, or the newest that has not served yet, and what is pushed go live again. It belongs to
     * {@code incident}, or to none when that is empty.
     */
    record Unpin(String incident, String service, Optional<String> deployment, String by, Instant at)
            implements Command {}

    /** Lets {@code service} be acted on again after an act that did not help. */
    record Pardon(String service, String by, Instant at) implements Command {}
}
