package dev.tocsin.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Invariants 1, 2 and 8 with real processes: PostgreSQL stops in the middle of an incident for a minute, or for ten under {@code
 * -Pslow}, and starts again.
 */
class StoppedDatabaseIT {
    private static final Duration AWAY = Duration.ofMinutes(Long.getLong("tocsin.database.away.minutes", 1));

    @TempDir
    Path home;

    @Test
    void noPageIsLost() throws IOException {
        try (Outage outage = new Outage(home)) {
            Sidecar agent = outage.agent("one");
            outage.breakApp();
            outage.awaitRinging("ann");
            outage.stopDatabase();
            outage.pass(AWAY);
            assertThat(outage.rang()).as("told from memory").containsExactly("ann", "bea", "cyn");
            assertThat(agent.isReady()).as("it has its spool").isTrue();
            assertThat(agent.isDurable()).isFalse();

            outage.startDatabase();
            outage.await("the ledger is joined", agent::isDurable);
            outage.mendApp();
            outage.await("everybody is told of the end", () -> outage.open().isEmpty());
            assertThat(outage.rang()).containsExactly("ann", "bea", "cyn");

            agent.kill();
            Sidecar next = outage.agent("two");
            outage.await("it decides", next::decides);
            assertThat(next.incidents()).as("the database knows how it ended").isEmpty();
            assertThat(outage.rang()).containsExactly("ann", "bea", "cyn");
        }
    }
}
