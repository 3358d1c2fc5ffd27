package dev.tocsin.remedy;

/** How much a remedy may do by itself. */
public enum Autonomy {
    /** Nothing: it says what it would have done. */
    OBSERVE,
    /** Nothing: it asks a person to do it, saying what and why. */
    SUGGEST,
    /** Everything, once a person has given leave. */
    APPROVE,
    /** Everything. */
    AUTO
}
