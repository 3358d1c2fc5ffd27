package dev.tocsin.lab.simulation;

/** Between which two steps of the agent something happens. */
public enum Moment {
    BEFORE_COMMIT,
    AFTER_COMMIT,
    BEFORE_SEND,
    AFTER_SEND,
    BEFORE_ACT,
    AFTER_ACT
}
