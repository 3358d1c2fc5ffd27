package dev.tocsin.lab.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The judges can fail: each bug, planted at a port, is noticed within a thousand worlds. Without it all of them pass: see {@link ProofTest}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlantedBugsTest {
    private static final List<Logger> QUIET = List.of(Logger.getLogger("dev.tocsin"), Logger.getLogger("org.sqlite"));
    private static final int MOST = 1000;
    private static final int BATCH = 2;

    @BeforeAll
    void hush() {
        QUIET.forEach(logger -> logger.setLevel(Level.OFF));
    }

    @AfterAll
    void speak() {
        QUIET.forEach(logger -> logger.setLevel(null));
    }

    @ParameterizedTest
    @EnumSource
    void isNoticed(Bug bug) {
        assertThat(noticed(bug)).as("the world in which %s is noticed", bug).isLessThan(bug.world + MOST);
    }

    private static long noticed(Bug bug) {
        try (Simulator simulator = new Simulator(bug.seams, Runtime.getRuntime().availableProcessors())) {
            for (long from = bug.world; from < bug.world + MOST; from += BATCH) {
                Simulator.Outcome outcome = simulator.run(from, BATCH, verdict -> {});
                if (!outcome.failed().isEmpty()) {
                    return outcome.failed().getFirst().seed();
                }
            }
            return Long.MAX_VALUE;
        }
    }
}
