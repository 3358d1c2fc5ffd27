package dev.tocsin.heartbeat;

/** How the line is, at the moment of a heartbeat. */
public sealed interface Pulse {
    /** Turns are taken, rules are evaluated, the ledger can be written. */
    record Beating() implements Pulse {}

    /** Somebody would not be told. {@code why} is for people, without secrets. */
    record Failing(String why) implements Pulse {}

    /** Another agent decides, and sends the heartbeats. */
    record Resting() implements Pulse {}
}
