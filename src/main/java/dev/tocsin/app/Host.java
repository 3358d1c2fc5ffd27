package dev.tocsin.app;

import dev.tocsin.clock.SystemChance;
import dev.tocsin.ledger.Contender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where this process runs, for people who look for it. */
final class Host {
    /** No name service is asked: it may be slow, or be what is down. */
    private static final Path NAME = Path.of("/proc/sys/kernel/hostname");

    private Host() {}

    /** This agent among those on its ledger. */
    static Contender contender() {
        return new Contender(
                new SystemChance().key(), name(), ProcessHandle.current().pid());
    }

    private static String name() {
        try {
            return Files.readString(NAME).strip();
        } catch (IOException elsewhere) {
            return "a host without a name";
        }
    }
}
