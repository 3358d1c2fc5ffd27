package dev.tocsin.lab.simulation;

/** The agent's process dies here. An error, since nothing in the agent may catch it. */
public final class Crash extends Error {
    private static final long serialVersionUID = 1;

    private final Moment moment;

    /** At {@code moment}. */
    public Crash(Moment moment) {
        super(moment.toString(), null, false, false);
        this.moment = moment;
    }

    /** When. */
    public Moment moment() {
        return moment;
    }
}
