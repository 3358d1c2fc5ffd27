package dev.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "30 | 30000",
                "0 | 0",
                "1.5 | 1500",
                " 7 | 7000",
                "Sun, 22 Nov 2026 10:00:30 GMT | 30000",
                "Sun, 22 Nov 2026 09:00:00 GMT |",
                "-5 |",
                "soon |",
                "NaN |",
                "1e300 |",
                "'' |"
            })
    void retryAfterIsSecondsOrADate(String header, Long millis) {
        Optional<Duration> expected = Optional.ofNullable(millis).map(Duration::ofMillis);
        assertThat(RetryAfter.read(header, Instant.parse("2026-11-22T10:00:00Z")))
                .isEqualTo(expected);
    }
}
