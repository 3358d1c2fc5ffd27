package dev.tocsin.cli;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The process: reads its arguments, then starts the agent or runs one offline command. */
@QuarkusMain
public final class Main {
    Main() {}

    /** Starts the agent and waits for its end. */
    public static void main(String... args) {
        Quarkus.run(args);
    }
}
