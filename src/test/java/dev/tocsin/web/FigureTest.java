package dev.tocsin.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.uptime.Uptimes;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FigureTest {
    private static final Instant NOW = Instant.parse("2026-11-22T23:00:00Z");
    private static final Set<String> API = Set.of("api");

    @Test
    void aYoungAgentSaysSinceWhenThereIsData() {
        Uptimes uptimes = Uptimes.none()
                .advance(API, Map.of(), NOW.minus(Duration.ofMinutes(30)))
                .uptimes();

        assertThat(Figure.of(uptimes, "api", NOW))
                .isEqualTo(new Figure("100 %", "100 %", "no data before 22:30:00 UTC"));
    }

    @Test
    void ofWhatNobodyWatchesThereIsNoFigure() {
        Figure figure = Figure.of(Uptimes.none(), "api", NOW);

        assertThat(figure.isKnown()).isFalse();
        assertThat(figure).isEqualTo(new Figure("", "", "no data yet"));
    }

    @Test
    void afterNinetyDaysNothingIsMissing() {
        Instant start = NOW.minus(Duration.ofDays(100));
        Instant outage = NOW.minus(Duration.ofDays(60));
        Uptimes uptimes = Uptimes.none().advance(API, Map.of(), start).uptimes();
        uptimes = uptimes.advance(API, Map.of("api", outage), outage).uptimes();
        uptimes =
                uptimes.advance(API, Map.of(), outage.plus(Duration.ofHours(1))).uptimes();

        assertThat(Figure.of(uptimes, "api", NOW)).isEqualTo(new Figure("100 %", "99.95 %", ""));
    }
}
