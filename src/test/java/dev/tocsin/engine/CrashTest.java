package dev.tocsin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.lab.simulation.Fate;
import dev.tocsin.remedy.Autonomy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same story with the agent killed before and after writes, sends and acts, on the real ledger. */
class CrashTest {
    private static final Duration DOWN = Duration.ofSeconds(4);

    @TempDir
    Path directory;

    /** Invariants 1, 2, 4, 5 and 6: dying once, at any moment, changes nothing that a person sees. */
    @Test
    void dyingOnceAtAnyMomentChangesNothing() {
        int moments = told(Fate.kind(), directory.resolve("alive"), 0);
        int stride = Math.max(1, moments / 24);
        for (int moment = 0; moment < moments; moment += stride) {
            told(Fate.deadly(Set.of(moment)), directory.resolve("dies-" + moment), 1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void norDoesDyingAgainAndAgain(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Set<Integer> deaths = new TreeSet<>();
        while (deaths.size() < 6) {
            deaths.add(random.nextInt(120));
        }
        told(Fate.deadly(deaths), directory, 6);
    }

    /** Tells the story and judges it from what the world received; gives the number of moments that there were. */
    private static int told(Fate fate, Path directory, int deaths) {
        directory.toFile().mkdirs();
        try (Stage stage = new Stage(directory, fate, Autonomy.AUTO, DOWN)) {
            stage.badDeploy().simulation.pass(Duration.ofMinutes(25));

            assertThat(stage.rings().stream().filter(ring -> ring.startsWith("engineer")))
                    .as("the engineer is notified once, %s", fate.died())
                    .hasSize(1);
            assertThat(stage.rings().stream().filter(ring -> ring.startsWith("chat")))
                    .hasSize(1);
            assertThat(stage.simulation.platform().rollbacks())
                    .as("one rollback, %s: %s", fate.died(), stage.tried())
                    .hasSize(1);
            assertThat(stage.simulation.platform().serving()).isEqualTo("good");
            assertThat(stage.simulation.pager().open())
                    .as("everybody hears of the end, %s", fate.died())
                    .isEmpty();
            assertThat(stage.simulation.state().incidents().stream()).isEmpty();
            assertThat(stage.simulation.deaths()).isLessThanOrEqualTo(deaths);
            assertThat(stage.duplicates().values())
                    .as("at most one duplicate a crash and receiver, %s", fate.died())
                    .allMatch(times -> times <= deaths);
            return fate.moments();
        }
    }
}
