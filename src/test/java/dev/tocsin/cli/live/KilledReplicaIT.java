package dev.tocsin.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Invariants 3, 4 and 5 with real processes: of two agents on one PostgreSQL the one that decides is killed in an incident. */
class KilledReplicaIT {
    private static final Duration TAKE_OVER = Duration.ofSeconds(15);

    /** A turn, a request, and a machine that does much else. */
    private static final Duration LATE = Duration.ofSeconds(5);

    @TempDir
    Path home;

    @Test
    void theOtherGoesOnWhereItWas() throws IOException {
        try (Outage outage = new Outage(home)) {
            Sidecar one = outage.agent("one");
            Sidecar two = outage.agent("two");
            outage.breakApp();
            outage.awaitRinging("ann");

            Sidecar killed = outage.holder();
            Sidecar other = killed == one ? two : one;
            killed.kill();
            Instant death = outage.now();
            outage.await(TAKE_OVER, "the other decides", other::decides);
            outage.awaitRinging("bea");
            Instant due = outage.rangAt("ann").plus(Outage.FIRST);
            assertThat(outage.rangAt("bea")).isAfterOrEqualTo(due.minusMillis(500));
            assertThat(outage.rangAt("bea"))
                    .isBefore(later(due, death.plus(TAKE_OVER)).plus(LATE));

            assertThat(other.acknowledge("bea")).isTrue();
            outage.pass(Outage.SECOND.plus(LATE));
            assertThat(outage.rang()).as("nobody after the acknowledgement").containsExactly("ann", "bea");

            outage.mendApp();
            outage.await("everybody is told of the end", () -> outage.open().isEmpty());
            outage.await("the incident is over", () -> other.incidents().isEmpty());
            assertThat(outage.rang()).containsExactly("ann", "bea");
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
