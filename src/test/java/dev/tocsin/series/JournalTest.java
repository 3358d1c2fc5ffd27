package dev.tocsin.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.lab.SimulatedClock;
import dev.tocsin.model.Batch;
import dev.tocsin.model.Labels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalTest {
    private static final Instant START = Instant.ofEpochSecond(1_700_000_000);
    private static final long LIMIT = 1L << 30;
    private static final Labels UP = Labels.of("__name__", "up");

    private final SimulatedClock clock = new SimulatedClock(START);
    private final MemoryDisk disk = new MemoryDisk();

    /** A process: a store and its journal. */
    private record Process(Store store, Journal journal) {}

    private Process start(Disk on, long limit) {
        Store store = new Store(Demand.everything(Duration.ofDays(30), List.of(), START));
        try {
            Journal journal = new Journal(store, on, limit, clock);
            journal.restore();
            return new Process(store, journal);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private Batch next(Random random) {
        clock.advance(Duration.ofSeconds(15));
        return Plain.batch(random, 1 + random.nextInt(30), clock.now().toEpochMilli());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void aKillCostsWhatWasNotFlushedAndNothingElse(long seed) {
        Random random = new Random(seed);
        Plain flushed = new Plain();
        List<Batch> waiting = new ArrayList<>();
        Process process = start(disk, LIMIT);
        for (int round = 0; round < 600; round++) {
            Batch batch = next(random);
            process.store().append(batch);
            waiting.add(batch);
            switch (random.nextInt(40)) {
                case 0 -> {
                    checkpoint(process.journal());
                    waiting.forEach(flushed::append);
                    waiting.clear();
                }
                case 1 -> {
                    process = start(disk, LIMIT);
                    waiting.clear();
                    assertThat(Plain.all(process.store())).isEqualTo(flushed.all());
                }
                default -> {
                    process.journal().flush();
                    waiting.forEach(flushed::append);
                    waiting.clear();
                }
            }
        }
        process.journal().close();
        waiting.forEach(flushed::append);
        assertThat(Plain.all(start(disk, LIMIT).store())).isEqualTo(flushed.all());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void aLossOfPowerCostsTheLastFiveSecondsAndNothingElse(long seed) {
        Random random = new Random(seed);
        Process process = start(disk, LIMIT);
        Plain all = new Plain();
        Plain safe = new Plain();
        Deque<Batch> recent = new ArrayDeque<>();
        for (int round = 0; round < 300; round++) {
            clock.advance(Duration.ofSeconds(2));
            Batch batch =
                    Plain.batch(random, 1 + random.nextInt(30), clock.now().toEpochMilli());
            process.store().append(batch);
            all.append(batch);
            recent.add(batch);
            if (recent.size() * 2 > 5) {
                safe.append(recent.remove());
            }
            if (random.nextInt(50) == 0) {
                checkpoint(process.journal());
            } else {
                process.journal().flush();
            }

            Map<Labels, Map<Long, Plain.Point>> found =
                    Plain.all(start(disk.afterPowerLoss(), LIMIT).store());

            assertThat(plainHas(all, found)).isTrue();
            safe.all()
                    .forEach((labels, points) ->
                            assertThat(found.getOrDefault(labels, Map.of())).containsAllEntriesOf(points));
        }
    }

    /** A checkpoint writes what is in memory, flushed or not; so all is flushed before, to keep count. */
    private static void checkpoint(Journal journal) {
        journal.flush();
        journal.force();
        journal.checkpoint();
    }

    @Test
    void aFileCutAnywhereGivesBackEachWholeBatchBeforeTheCut() {
        Process process = start(disk, LIMIT);
        Random random = new Random(7);
        List<Integer> sizes = new ArrayList<>();
        List<Plain> states = new ArrayList<>();
        sizes.add(0);
        states.add(new Plain());
        List<Batch> batches = new ArrayList<>();
        for (int round = 0; round < 12; round++) {
            Batch batch = next(random);
            process.store().append(batch);
            process.journal().flush();
            batches.add(batch);
            sizes.add((int) disk.total());
            Plain state = new Plain();
            batches.forEach(state::append);
            states.add(state);
        }
        byte[] whole = disk.bytes("00000001.points");
        int known = 0;
        for (int cut = 0; cut <= whole.length; cut++) {
            known += known + 1 < sizes.size() && cut >= sizes.get(known + 1) ? 1 : 0;
            MemoryDisk torn = new MemoryDisk();
            torn.put("00000001.points", Arrays.copyOf(whole, cut));

            Map<Labels, Map<Long, Plain.Point>> found =
                    Plain.all(start(torn, LIMIT).store());

            assertThat(count(found))
                    .isGreaterThanOrEqualTo(count(states.get(known).all()));
            assertThat(plainHas(states.getLast(), found)).isTrue();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void aDamagedPlaceCostsOneFrameAndInventsNothing(long seed) {
        Random random = new Random(seed);
        Process process = start(disk, LIMIT);
        Plain plain = new Plain();
        int largest = 0;
        for (int round = 0; round < 60; round++) {
            Batch batch = next(random);
            largest = Math.max(largest, batch.size());
            process.store().append(batch);
            plain.append(batch);
            process.journal().flush();
            if (round == 30) {
                checkpoint(process.journal());
            }
        }
        int all = count(plain.all());
        for (int round = 0; round < 300; round++) {
            MemoryDisk damaged = disk.copy();
            String file = disk.list().get(random.nextInt(disk.list().size()));
            byte[] bytes = disk.bytes(file);
            int at = random.nextInt(bytes.length);
            for (int more = 0; more < 1 + random.nextInt(8) && at + more < bytes.length; more++) {
                bytes[at + more] = (byte) random.nextInt();
            }
            damaged.put(file, bytes);

            Map<Labels, Map<Long, Plain.Point>> found =
                    Plain.all(start(damaged, LIMIT).store());

            assertThat(plainHas(plain, found)).isTrue();
            assertThat(count(found)).isGreaterThanOrEqualTo(all - 2 * Math.max(largest, 31));
        }
    }

    /** Bits that flip, places that were never written, ends that are missing, files that are gone or were emptied: in any files at once. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void whateverBecomesOfTheFilesNothingIsInventedAndTheStartSucceeds(long seed) throws IOException {
        Random random = new Random(seed);
        Process process = start(disk, LIMIT);
        Plain plain = new Plain();
        for (int round = 0; round < 80; round++) {
            Batch batch = next(random);
            process.store().append(batch);
            plain.append(batch);
            process.journal().flush();
            if (round % 30 == 29) {
                checkpoint(process.journal());
            }
        }
        for (int round = 0; round < 200; round++) {
            MemoryDisk damaged = disk.copy();
            for (int blow = random.nextInt(6); blow >= 0; blow--) {
                damage(damaged, random);
            }

            Process found = start(damaged, LIMIT);

            assertThat(plainHas(plain, Plain.all(found.store()))).isTrue();
            long later = clock.now().toEpochMilli() + 1;
            found.store().append(new Batch(1).add(UP, later, 1));
            found.journal().close();
            assertThat(Plain.all(start(damaged, LIMIT).store()).getOrDefault(UP, Map.of()))
                    .as("what comes after is kept as ever")
                    .containsKey(later);
        }
    }

    private static void damage(MemoryDisk disk, Random random) {
        List<String> files = disk.list();
        if (files.isEmpty()) {
            return;
        }
        String file = files.get(random.nextInt(files.size()));
        byte[] bytes = disk.bytes(file);
        int at = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
        switch (random.nextInt(8)) {
            case 0 -> disk.put(file, Arrays.copyOf(bytes, at));
            case 1 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 4096), (byte) 0);
            case 2 -> disk.put(file, new byte[0]);
            case 3 -> disk.delete(file);
            default -> {
                for (int flips = 1 + random.nextInt(20); flips > 0 && bytes.length > 0; flips--) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
                disk.put(file, bytes);
            }
        }
        if (disk.list().contains(file) && bytes.length > 0 && disk.size(file) == bytes.length) {
            disk.put(file, bytes);
        }
    }

    private static int count(Map<Labels, Map<Long, Plain.Point>> found) {
        return found.values().stream().mapToInt(Map::size).sum();
    }

    private static boolean plainHas(Plain plain, Map<Labels, Map<Long, Plain.Point>> found) {
        Map<Labels, Map<Long, Plain.Point>> all = plain.all();
        return found.entrySet().stream()
                .allMatch(entry -> all.getOrDefault(entry.getKey(), Map.of())
                        .entrySet()
                        .containsAll(entry.getValue().entrySet()));
    }

    @Test
    void aFullDiskStopsNothingAndIsMadeUpForLater() {
        Process process = start(disk, LIMIT);
        Random random = new Random(3);
        Plain plain = new Plain();
        for (int round = 0; round < 50; round++) {
            switch (round) {
                case 10 -> disk.failAfter(100);
                case 12 -> disk.usable(1000);
                case 30 -> {
                    disk.heal();
                    disk.usable(LIMIT);
                }
                default -> {}
            }
            Batch batch = next(random);
            process.store().append(batch);
            plain.append(batch);
            process.journal().flush();
            process.journal().checkpoint();
            assertThat(process.journal().health().trouble().isPresent()).isEqualTo(round >= 10 && round < 30);
        }
        assertThat(process.journal().health().lost()).isPositive();
        assertThat(Plain.all(process.store())).isEqualTo(plain.all());
        assertThat(Plain.all(start(disk, LIMIT).store())).isEqualTo(plain.all());
    }

    @Test
    void givesRoomWhenTheDiskIsNearlyFull() {
        Process process = start(disk, LIMIT);
        process.store().append(new Batch().add(UP, START.toEpochMilli(), 1));
        process.journal().flush();
        disk.usable(1000);
        process.store().append(new Batch().add(UP, START.toEpochMilli() + 1, 1));

        process.journal().flush();

        assertThat(disk.total()).isZero();
        assertThat(process.journal().health().trouble()).hasValue("the disk is nearly full");
    }

    @Test
    void staysBelowItsLimit() {
        long limit = 600_000;
        Process process = start(disk, limit);
        Random random = new Random(5);
        for (int round = 0; round < 2000; round++) {
            process.store().append(next(random));
            process.journal().flush();
            process.journal().checkpoint();
        }
        assertThat(disk.peak())
                .as("also while a checkpoint is written beside what it replaces")
                .isBetween(limit / 4, limit);
        assertThat(process.journal().health().trouble()).isEmpty();
        assertThat(Plain.all(start(disk, limit).store())).isEqualTo(Plain.all(process.store()));
    }

    @Test
    void checkpointsWhileOthersAppend() throws InterruptedException {
        Process process = start(disk, LIMIT);
        Thread writer = Thread.ofPlatform().start(() -> {
            for (int at = 0; at < 20_000; at++) {
                process.store().append(new Batch(1).add(UP, START.toEpochMilli() + at, at));
            }
        });
        while (writer.isAlive()) {
            checkpoint(process.journal());
        }
        writer.join();
        process.journal().close();

        assertThat(Plain.all(start(disk, LIMIT).store())).isEqualTo(Plain.all(process.store()));
    }

    @Test
    void remembersSinceWhenThingsAreKept() {
        Store store = start(disk, LIMIT).store();
        Process process = start(disk, LIMIT);
        process.journal().flush();
        clock.advance(Duration.ofDays(2));

        Process later = start(disk, LIMIT);

        assertThat(store.demand().asks().getFirst().since()).isEqualTo(START);
        assertThat(later.store().demand().asks().getFirst().since()).isEqualTo(START);
    }

    @Test
    void livesInARealDirectory(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("notes.txt"), "not ours");
        Process process = start(Directory.at(directory.resolve("series")), LIMIT);
        process.store().append(new Batch().add(UP, START.toEpochMilli(), 1));
        process.journal().flush();
        checkpoint(process.journal());
        process.store().append(new Batch().add(UP, START.toEpochMilli() + 1, 2));
        process.journal().close();

        assertThat(Plain.all(
                        start(Directory.at(directory.resolve("series")), LIMIT).store()))
                .isEqualTo(Plain.all(process.store()));
        assertThat(directory.resolve("notes.txt")).exists();
    }
}
