package dev.tocsin.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StampTest {
    private static final Instant NOW = Instant.parse("2026-11-22T23:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T22:59:20Z, 22:59:20, 40 s ago",
        "2026-11-22T23:00:00Z, 23:00:00, now",
        "2026-11-22T22:57:58Z, 22:57:58, 2 min ago",
        "2026-11-22T00:00:00Z, 00:00:00, 23 h ago",
        "2026-11-21T23:59:00Z, 21 Nov 23:59, 23 h ago",
        "2026-08-24T23:00:00Z, 24 Aug 23:00, 90 d ago",
        "2025-12-31T23:59:59Z, 31 Dec 2025 23:59, 325 d ago",
        "2026-11-22T23:04:00Z, 23:04:00, in 4 min",
        "2026-11-23T01:00:00Z, 23 Nov 01:00, in 2 h",
    })
    void anInstantIsAsShortAsCanBeWithoutDoubt(Instant at, String text, String ago) {
        Stamp stamp = Stamp.of(at, NOW);

        assertThat(stamp.iso()).isEqualTo(at.toString());
        assertThat(stamp.text()).isEqualTo(text);
        assertThat(stamp.ago()).isEqualTo(ago);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 ms",
        "PT0.25S, 250 ms",
        "PT40S, 40 s",
        "PT3M, 3 min",
        "PT3M20S, 3 min 20 s",
        "PT12M20S, 12 min",
        "PT2H, 2 h",
        "PT2H5M, 2 h 5 min",
        "P1DT3H, 1 d 3 h",
        "P12DT3H, 12 d",
    })
    void aSpanIsInItsLargestUnits(Duration span, String text) {
        assertThat(Stamp.span(span)).isEqualTo(text);
    }
}
