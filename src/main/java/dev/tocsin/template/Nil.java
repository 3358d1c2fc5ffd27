package dev.tocsin.template;

/** Go's nil, and the value that is missing from a map of anything. */
enum Nil {
    NIL;

    /** As an action writes it. */
    @Override
    public String toString() {
        return "<no value>";
    }
}
