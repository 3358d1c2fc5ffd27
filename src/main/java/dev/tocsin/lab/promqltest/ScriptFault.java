package dev.tocsin.lab.promqltest;

/** A script or a series that cannot be read. The message says what and why, for people. */
public final class ScriptFault extends Exception {
    private static final long serialVersionUID = 1;

    public ScriptFault(String message) {
        super(message);
    }
}
