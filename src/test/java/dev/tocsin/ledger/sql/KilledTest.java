package dev.tocsin.ledger.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.clock.SystemClock;
import dev.tocsin.ledger.Changes;
import dev.tocsin.ledger.Contender;
import dev.tocsin.ledger.LedgerConfig;
import dev.tocsin.ledger.LedgerHeld;
import dev.tocsin.ledger.Mounts;
import dev.tocsin.ledger.RandomTurns;
import dev.tocsin.ledger.Retention;
import dev.tocsin.ledger.Snapshot;
import dev.tocsin.ledger.States;
import dev.tocsin.ledger.spool.OpenLedger;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another process, and {@code kill -9}. */
class KilledTest {
    private static final Contender SELF = new Contender("key", "host", 1);

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1, 17})
    void whoeverHasTheFileIsNamed_andWhatItCommittedOutlivesIt(int turns) throws IOException, LedgerHeld {
        Process scribe = scribe();
        try (BufferedReader said = scribe.inputReader()) {
            await(said, turns);
            assertThatThrownBy(this::open)
                    .isInstanceOf(LedgerHeld.class)
                    .hasMessageContaining("pid " + scribe.pid() + " ");
            // Not by the process itself, which would throw away what it has said.
            scribe.toHandle().destroyForcibly();
            int committed = last(said, turns);
            try (OpenLedger ledger = open()) {
                // The last turn may be durable although nobody was told any more.
                assertThat(States.sorted(ledger.opened().snapshot())).isIn(after(committed), after(committed + 1));
            }
        } finally {
            scribe.destroyForcibly();
        }
    }

    private Process scribe() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(List.of(
                        java,
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Scribe.class.getName(),
                        file().toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private OpenLedger open() throws LedgerHeld {
        LedgerConfig config =
                new LedgerConfig(file(), Optional.empty(), directory.resolve("ledger.spool"), Retention.DEFAULT);
        return OpenLedger.of(config, new SystemClock(), SELF, new Mounts(List.of()));
    }

    private Path file() {
        return directory.resolve("ledger.db");
    }

    private static void await(BufferedReader said, int turns) throws IOException {
        for (int read = 0; read < turns; ) {
            Optional<Integer> count = count(said.readLine());
            read += count.isPresent() ? 1 : 0;
        }
    }

    private static int last(BufferedReader said, int atLeast) {
        return said.lines().flatMap(line -> count(line).stream()).reduce(atLeast, Math::max);
    }

    /** Its log may come by the same way. */
    private static Optional<Integer> count(String line) {
        if (line == null) {
            throw new UncheckedIOException(new IOException("it ended by itself"));
        }
        return line.matches("\\d+") ? Optional.of(Integer.valueOf(line)) : Optional.empty();
    }

    private static Snapshot after(int turns) {
        RandomTurns script = new RandomTurns(Scribe.SEED);
        Snapshot state = Snapshot.empty();
        for (int turn = 0; turn < turns; turn++) {
            Changes changes = script.next();
            state = state.with(changes);
        }
        return States.sorted(state);
    }
}
