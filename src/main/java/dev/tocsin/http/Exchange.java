package dev.tocsin.http;

/** How a request ended. */
public sealed interface Exchange {
    /** The way that it took. */
    Trace trace();

    /** There is an answer, of whatever status. */
    record Answered(Reply reply, Trace trace) implements Exchange {}

    /**
     * There is none.
     *
     * @param detail for people: where and why, without secrets
     */
    record Failed(Cause cause, String detail, Trace trace) implements Exchange {
        /**
         * Whether the request may have reached the server all the same: a connection was there. What changes something
         * must not be repeated blindly then.
         */
        public boolean mayHaveArrived() {
            return trace.reached().compareTo(Phase.PROCESSING) >= 0;
        }
    }
}
