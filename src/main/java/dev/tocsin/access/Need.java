package dev.tocsin.access;

/** What a request must bring before anything looks at it. */
public sealed interface Need {
    /** Nothing: health, and what is public. */
    record Nothing() implements Need {}

    /** A sender's signature over the body, which the resource checks itself. */
    record Signature() implements Need {}

    /** A caller with a role. */
    record AtLeast(Role role) implements Need {}
}
