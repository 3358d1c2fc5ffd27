package dev.tocsin.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Invariants 5 and 6 with real processes: the agent that decides stands still, is replaced, and wakes up. */
class PausedReplicaIT {
    private static final Duration TAKE_OVER = Duration.ofSeconds(15);
    private static final Duration AWAKE = Duration.ofSeconds(8);

    @TempDir
    Path home;

    @Test
    void theOneThatWakesUpSaysNothing() throws IOException {
        try (Outage outage = new Outage(home)) {
            Sidecar one = outage.agent("one");
            Sidecar two = outage.agent("two");
            outage.breakApp();
            outage.awaitRinging("ann");

            Sidecar paused = outage.holder();
            Sidecar other = paused == one ? two : one;
            paused.pause();
            outage.await(TAKE_OVER, "the other decides", other::decides);
            outage.awaitRinging("bea");
            assertThat(other.acknowledge("bea")).isTrue();
            outage.pass(Outage.SECOND);

            paused.resume();
            outage.pass(AWAKE);
            assertThat(outage.rang()).as("bea has it: cyn is not told").containsExactly("ann", "bea");
            assertThat(paused.decides()).isFalse();
            assertThat(other.decides()).isTrue();
            assertThat(paused.isReady()).isTrue();
            assertThat(paused.acknowledge("ann"))
                    .as("it stands by, and says so")
                    .isFalse();

            outage.mendApp();
            outage.await("everybody is told of the end", () -> outage.open().isEmpty());
            assertThat(outage.rang()).containsExactly("ann", "bea");
        }
    }
}
