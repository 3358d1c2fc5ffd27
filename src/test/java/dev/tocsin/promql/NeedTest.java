package dev.tocsin.promql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.Durations;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeedTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "up | up 5m",
                "up == 0 and on() rate(x[1h]) > 2 | up 5m, x 1h",
                "x offset 1d | x 1d5m",
                "x offset -1d | x 0s",
                "rate(x[5m] offset 1h) | x 1h5m",
                "max_over_time(rate(x[5m])[1d:1m]) | x 1d5m",
                "max_over_time(x[1d:1m] offset 1w) | x 8d5m",
                "x @ 0 | x 5m pinned",
                "sum_over_time(x[1h:1m] @ end()) | x 1h5m pinned",
                "rate(x[step()*2]) | x 2m",
                "rate(x[1h] smoothed) | x 1h5m",
                "info(up) | up 5m, target_info 5m",
            })
    void tellsWhatIsReadAndHowFarBack(String text, String needs) {
        List<Need> found = Need.of(Fixture.parse(text), Duration.ofMinutes(5), Duration.ofMinutes(1));
        assertThat(found.stream().map(NeedTest::shown).collect(Collectors.joining(", ")))
                .isEqualTo(needs);
    }

    private static String shown(Need need) {
        String name = need.matchers().getLast().value();
        return name + " " + Durations.format(need.back()) + (need.pinned() ? " pinned" : "");
    }
}
