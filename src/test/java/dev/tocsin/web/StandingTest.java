package dev.tocsin.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alert.Alert;
import dev.tocsin.alert.AlertState;
import dev.tocsin.alert.RuleKey;
import dev.tocsin.model.Labels;
import dev.tocsin.web.Standing.Check;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandingTest {
    private static final Instant NOW = Instant.parse("2026-11-22T23:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "critical,      PASSED,        true,  DOWN",
        "low critical,  PASSED,        true,  DOWN",
        "high,          PASSED,        true,  DEGRADED",
        "medium low,    PASSED,        true,  DEGRADED",
        "whatever,      PASSED,        true,  DEGRADED",
        "low,           PASSED,        true,  UP",
        "low,           FAILED,        true,  FAILING",
        "'',            PASSED FAILED, false, FAILING",
        "'',            PASSED NONE,   false, UP",
        "'',            NONE,          true,  UNKNOWN",
        "'',            '',            true,  UP",
        "'',            '',            false, UNWATCHED",
    })
    void theWorstDecides(String severities, String checks, boolean ruled, Standing standing) {
        List<Alert> firing = words(severities).map(StandingTest::alert).toList();
        List<Check> seen = words(checks).map(Check::valueOf).toList();

        assertThat(Standing.of(firing, seen, ruled)).isEqualTo(standing);
    }

    private static Stream<String> words(String text) {
        return Stream.of(text.split(" ", -1)).filter(word -> !word.isEmpty());
    }

    private static Alert alert(String severity) {
        return new Alert(
                RuleKey.own("Any"),
                Labels.of("alertname", "Any", "severity", severity),
                Map.of(),
                1,
                new AlertState.Firing(NOW, NOW),
                NOW);
    }
}
