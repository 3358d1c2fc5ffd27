package dev.tocsin.lab.simulation;

/** Between which two steps of the agent something happens. */
public enum Moment {
    BEFORE_COMMIT,
    AFTER_COMMIT,
    BEFORE_SEND,
    AFTER_SEND,
    /** What came of a send was told to the loop, and not heard yet. */
    AFTER_OUTCOME,
    BEFORE_ACT,
    AFTER_ACT,
    /** A look at the platform that changes nothing: for evidence, to read back, to follow. */
    BEFORE_LOOK,
    AFTER_LOOK,
    /** While it did nothing in particular. */
    ANY_TIME
}
