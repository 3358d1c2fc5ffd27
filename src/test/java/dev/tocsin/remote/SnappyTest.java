package dev.tocsin.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SnappyTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 59, 60, 61, 255, 256, 257, 65_535, 65_536, 65_537, 200_000, 17_000_000})
    void whatIsWrittenIsReadBack(int size) {
        byte[] repeated = "http_requests_total{code=\"200\"}".getBytes(StandardCharsets.UTF_8);
        Random random = new Random(size);
        byte[] noise = new byte[size];
        random.nextBytes(noise);
        byte[] text = new byte[size];
        byte[] mixed = new byte[size];
        for (int at = 0; at < size; at++) {
            text[at] = repeated[at % repeated.length];
            mixed[at] = at % 1000 < 700 ? text[at] : noise[at];
        }
        for (byte[] plain : new byte[][] {new byte[size], noise, text, mixed}) {
            byte[] packed = Snappy.compress(plain, size);
            assertThat(Arrays.equals(Unsnappy.read(packed), plain)).isTrue();
        }
        assertThat(Snappy.compress(text, size).length).isLessThan(64 + size / 15);
    }
}
