package dev.tocsin.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "0, PT0S, 0s",
        "0s, PT0S, 0s",
        "1ms, PT0.001S, 1ms",
        "15s, PT15S, 15s",
        "90s, PT90S, 1m30s",
        "1h30m, PT90M, 1h30m",
        "1d, PT24H, 1d",
        "36h, PT36H, 1d12h",
        "14d, PT336H, 2w",
        "1y2w3d4h5m6s7ms, PT9172H5M6.007S, 382d4h5m6s7ms",
        "1y, PT8760H, 1y",
        "292y, PT2557920H, 292y"
    })
    void readsAndWritesAsPrometheus(String text, Duration duration, String written) {
        assertThat(Durations.parse(text)).isEqualTo(duration);
        assertThat(Durations.format(duration)).isEqualTo(written);
        assertThat(Durations.parse(written)).isEqualTo(duration);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|must be a duration such as 30s or 1h30m, not empty",
                "15|has no unit; write 15s",
                "1h5|has no unit; write 5s",
                "1.5h|has a fraction",
                "-5m|must not be negative",
                "5 m|has an unknown unit",
                "5M|has an unknown unit \"M\"",
                "m|is not a duration",
                "abc|is not a duration",
                "1m1h|has its units out of order",
                "1m1m|has its units out of order",
                "7ms6s|has its units out of order",
                "293y|is too long",
                "99999999999999999999s|is too long",
                "9999999999999y|is too long",
                "10675199167d|is too long",
            })
    void saysWhatIsWrong(String text, String message) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
