package dev.tocsin.lab.simulation;

/** The agent's process dies here. An error, since nothing in the agent may catch it. */
final class Crash extends Error {
    private static final long serialVersionUID = 1;

    Crash(Moment moment) {
        super(moment.toString(), null, false, false);
    }
}
