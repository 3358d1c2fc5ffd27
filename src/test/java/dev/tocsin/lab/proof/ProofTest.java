package dev.tocsin.lab.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The ten invariants in some worlds; many more are for {@code tocsin simulate}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProofTest {
    private static final List<Logger> QUIET = List.of(Logger.getLogger("dev.tocsin"), Logger.getLogger("org.sqlite"));
    private static final int WORLDS = 200;

    @BeforeAll
    void hush() {
        QUIET.forEach(logger -> logger.setLevel(Level.OFF));
    }

    @AfterAll
    void speak() {
        QUIET.forEach(logger -> logger.setLevel(null));
    }

    @Test
    void allHoldInEveryWorld_andEnoughHappens() {
        try (Simulator simulator =
                new Simulator(() -> Seams.NONE, Runtime.getRuntime().availableProcessors())) {
            Simulator.Outcome outcome = simulator.run(1, WORLDS, verdict -> {});
            assertThat(outcome.failed())
                    .as("replay with: tocsin simulate --seed N --story")
                    .extracting(verdict -> verdict.seed() + ": " + verdict.breaches())
                    .isEmpty();
            assertThat(outcome.totals().missing(WORLDS)).isEmpty();
        }
    }

    @Test
    void theSameSeedIsTheSameStory() {
        try (Proof proof = new Proof(() -> Seams.NONE);
                Proof other = new Proof(() -> Seams.NONE)) {
            for (long seed : List.of(1L, 4711L)) {
                assertThat(proof.of(seed).story())
                        .isNotEmpty()
                        .isEqualTo(other.of(seed).story());
            }
        }
    }

    @Test
    void anIdleRunDoesNotPass() {
        assertThat(Totals.NONE.missing(1000)).isNotEmpty();
    }
}
