package dev.tocsin.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SlotsTest {
    @ParameterizedTest
    @CsvSource({
        "PT10S, PT3S, 2026-01-01T00:00:03Z, 2026-01-01T00:00:03Z, 2026-01-01T00:00:13Z",
        "PT10S, PT3S, 2026-01-01T00:00:02.999Z, 2025-12-31T23:59:53Z, 2026-01-01T00:00:03Z",
        "PT10S, PT0S, 2026-01-01T00:00:09.5Z, 2026-01-01T00:00:00Z, 2026-01-01T00:00:10Z",
        "PT1M, PT59S, 1969-12-31T23:59:00Z, 1969-12-31T23:58:59Z, 1969-12-31T23:59:59Z",
    })
    void computesSlots(Duration interval, Duration offset, Instant now, Instant last, Instant next) {
        Slots slots = new Slots(interval, offset);
        assertThat(slots.last(now)).isEqualTo(last);
        assertThat(slots.next(now)).isEqualTo(next);
        assertThat(slots.between(last, next)).isEqualTo(1);
        assertThat(slots.between(last, last)).isZero();
    }

    @Test
    void spreadsGroupsAndStays() {
        List<Duration> offsets = IntStream.range(0, 100)
                .mapToObj(n -> new RuleGroup("a.yml", "group-" + n, Pace.standard(), 0, List.of()))
                .map(group -> Slots.of(group).offset())
                .toList();
        assertThat(offsets).allMatch(offset -> !offset.isNegative() && offset.compareTo(Duration.ofMinutes(1)) < 0);
        assertThat(offsets.stream().map(Duration::toSeconds).distinct().count()).isGreaterThan(30);
        assertThat(Slots.of(new RuleGroup("a.yml", "group-1", Pace.standard(), 5, List.of()))
                        .offset())
                .isEqualTo(offsets.get(1));
    }
}
