package dev.tocsin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alert.Alerts;
import dev.tocsin.alert.Push;
import dev.tocsin.model.Labels;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What follows from the alerts of a state. */
final class StateTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    /** A page that calls a service down and its uptime whole would contradict itself. */
    @ParameterizedTest
    @CsvSource({"critical, true", "high, false", "'', false"})
    void whatOthersSayIsDownIsDown(String severity, boolean down) {
        Instant since = NOW.minusSeconds(60);
        Labels labels = Labels.of("alertname", "ShopDown", "service", "shop", "severity", severity);
        Push push = new Push(labels, new Push.Note(Map.of(), ""), since, NOW.plusSeconds(300), true, NOW);
        Alerts alerts = Alerts.none().advance(List.of(push), NOW);
        assertThat(State.down(alerts)).isEqualTo(down ? Map.of("shop", since) : Map.of());
    }
}
