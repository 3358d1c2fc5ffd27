package dev.tocsin.ledger.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.ledger.Changes;
import dev.tocsin.ledger.RandomTurns;
import dev.tocsin.ledger.Snapshot;
import dev.tocsin.ledger.States;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A crash at any write to the ledger: what is then read is the state before the turn or after it, never one between. A crash is
 * what the files are at that moment.
 */
class CrashTest {
    private static final Set<String> WRITES = Set.of("executeBatch", "executeUpdate", "commit");

    @TempDir
    Path directory;

    private final List<Crash> crashes = new ArrayList<>();
    private final List<Snapshot> states = new ArrayList<>(List.of(Snapshot.empty()));

    /** The files as they were while turn {@code turn} was committed; {@code isDone}: once it was. */
    private record Crash(Path database, int turn, boolean isDone) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void atAnyWriteTheStateIsTheOneBeforeOrTheOneAfter(long seed) throws SQLException, IOException {
        commitTurns(seed, 4);
        assertThat(crashes).hasSizeGreaterThan(4 * 6);
        for (Crash crash : crashes) {
            Snapshot expected = states.get(crash.isDone() ? crash.turn() : crash.turn() - 1);
            assertThat(read(crash.database())).as("%s", crash).isEqualTo(States.sorted(expected));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void ifTheLogIsCutOrSpoiltAnywhere_theStateIsThatOfSomeTurn(long seed) throws SQLException, IOException {
        Path database = commitTurns(seed, 6);
        Path last = crashes.getLast().database();
        byte[] log = Files.readAllBytes(log(last));
        Random random = new Random(seed);
        List<Snapshot> possible = states.stream().map(States::sorted).toList();
        for (int trial = 0; trial < 25; trial++) {
            Path copy = directory.resolve("cut" + trial);
            Files.copy(last, copy);
            Files.write(log(copy), random.nextBoolean() ? cut(log, random) : spoilt(log, random));
            assertThat(read(copy)).isIn(possible);
        }
        assertThat(database).exists();
    }

    private Path commitTurns(long seed, int count) throws SQLException {
        Path database = directory.resolve("ledger.db");
        SqliteVault vault = new SqliteVault(database);
        Schema.migrate(vault.source());
        RandomTurns turns = new RandomTurns(seed);
        try (Connection connection = vault.connect()) {
            for (int turn = 1; turn <= count; turn++) {
                Changes changes = turns.next();
                Writing.commit(new Session(watched(connection, database, turn)), changes);
                crash(database, turn, true);
                states.add(states.getLast().with(changes));
            }
        }
        return database;
    }

    private Connection watched(Connection connection, Path database, int turn) {
        return watched(Connection.class, connection, database, turn);
    }

    /** Crashes before each write, those of the statements that it makes too. */
    private <T> T watched(Class<T> type, T target, Path database, int turn) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (WRITES.contains(method.getName())) {
                        crash(database, turn, false);
                    }
                    try {
                        Object result = method.invoke(target, arguments);
                        return result instanceof PreparedStatement statement
                                ? watched(PreparedStatement.class, statement, database, turn)
                                : result;
                    } catch (InvocationTargetException fault) {
                        throw fault.getCause();
                    }
                }));
    }

    private void crash(Path database, int turn, boolean isDone) {
        Path copy = directory.resolve("crash" + crashes.size());
        try {
            Files.copy(database, copy);
            if (Files.exists(log(database))) {
                Files.copy(log(database), log(copy));
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        crashes.add(new Crash(copy, turn, isDone));
    }

    private static Snapshot read(Path database) throws SQLException {
        try (Session session = new Session(new SqliteVault(database).connect())) {
            return States.sorted(Reading.snapshot(session));
        }
    }

    private static Path log(Path database) {
        return database.resolveSibling(database.getFileName() + "-wal");
    }

    private static byte[] cut(byte[] log, Random random) {
        return Arrays.copyOf(log, random.nextInt(log.length));
    }

    private static byte[] spoilt(byte[] log, Random random) {
        byte[] spoilt = log.clone();
        spoilt[random.nextInt(spoilt.length)] ^= (byte) (1 + random.nextInt(255));
        return spoilt;
    }
}
