package dev.tocsin.lab.vercel;

/** What a rollback that Vercel has accepted leads to. */
public enum Effect {
    /** Production is moved. */
    USUAL,
    /** Nothing at all. */
    NOTHING,
    /** The move fails; production stays. */
    FAILS
}
