package dev.tocsin.remedy;

/** The shell of the remedies: carries out {@link Task}s, each on a virtual thread, and posts a {@link Report} of each. */
public final class Operator {}
