package dev.tocsin.ledger.spool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.ledger.LedgerGone;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolTest {
    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("new/ledger.spool");
    }

    @Test
    void recordsComeBackInTheirOrder_afterARestartToo() throws IOException, LedgerGone {
        append("one", "", "three");
        assertThat(all()).containsExactly("one", "", "three");
        append("four");
        assertThat(all()).containsExactly("one", "", "three", "four");
    }

    @Test
    void itIsEmptiedOnlyWhenAllWereDropped() throws IOException, LedgerGone {
        append("one", "two");
        try (Spool spool = new Spool(file())) {
            spool.drop(spool.first().orElseThrow().end());
            assertThat(spool.clear()).isFalse();
            assertThat(text(spool.first())).contains("two");
            spool.drop(spool.first().orElseThrow().end());
            assertThat(spool.clear()).isTrue();
            spool.append(bytes("three"));
            assertThat(text(spool.first())).contains("three");
        }
    }

    @Test
    void aTornTailCostsTheTornRecordAlone() throws IOException, LedgerGone {
        append("one", "two", "three");
        byte[] whole = Files.readAllBytes(file());
        int third = whole.length - Frame.HEADER - "three".length();
        for (int length = third; length < whole.length; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));
            append("four");
            assertThat(all()).as("cut at %s", length).containsExactly("one", "two", "four");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aSpoiltByteCostsTheRecordThatItStandsIn(long seed) throws IOException, LedgerGone {
        Random random = new Random(seed);
        List<String> records = new ArrayList<>();
        for (int record = 0; record < 20; record++) {
            records.add(record + ":" + "x".repeat(random.nextInt(200)));
        }
        append(records.toArray(String[]::new));
        byte[] whole = Files.readAllBytes(file());
        for (int trial = 0; trial < 40; trial++) {
            byte[] spoilt = whole.clone();
            spoilt[random.nextInt(spoilt.length)] ^= (byte) (1 + random.nextInt(255));
            Files.write(file(), spoilt);
            List<String> read = all();
            assertThat(read)
                    .hasSize(records.size() - 1)
                    .isEqualTo(records.stream().filter(read::contains).toList());
        }
    }

    @Test
    void whatWasSkippedIsToldOnce() throws IOException, LedgerGone {
        append("one");
        Files.write(file(), bytes("garbage of which nobody knows the length"));
        append("two");
        try (Spool spool = new Spool(file())) {
            assertThat(text(spool.first())).contains("two");
            assertThat(spool.skipped())
                    .singleElement()
                    .satisfies(one -> assertThat(one.cause()).contains("40 bytes"));
            spool.first();
            assertThat(spool.skipped()).isEmpty();
        }
    }

    private void append(String... records) throws IOException, LedgerGone {
        try (Spool spool = new Spool(file())) {
            for (String record : records) {
                spool.append(bytes(record));
            }
        }
    }

    private List<String> all() throws IOException, LedgerGone {
        List<String> all = new ArrayList<>();
        try (Spool spool = new Spool(file())) {
            Optional<Spool.Found> found = spool.first();
            while (found.isPresent()) {
                all.add(text(found).orElseThrow());
                found = spool.after(found.get().end());
            }
        }
        return all;
    }

    private static Optional<String> text(Optional<Spool.Found> found) {
        return found.map(record -> new String(record.payload(), StandardCharsets.UTF_8));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
