package dev.tocsin.lab.promqltest;

/** One step of a script, at a line counted from 1. */
sealed interface Command {
    /** Forgets all series. */
    record Clear() implements Command {}

    /** Loads series. */
    record Loading(int line, Load load) implements Command {}

    /** Evaluates and compares. */
    record Evaluating(Eval eval) implements Command {}

    /** Something that cannot be read. */
    record Broken(int line, String message) implements Command {}
}
