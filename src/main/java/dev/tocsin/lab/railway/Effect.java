package dev.tocsin.lab.railway;

/** What a rollback that Railway has agreed to leads to. */
public enum Effect {
    /** A new deployment that serves. */
    USUAL,
    /** Nothing at all. */
    NOTHING,
    /** Two new deployments, one after the other. */
    TWICE,
    /** A new deployment that cannot be started; the old one serves on. */
    FAILS
}
