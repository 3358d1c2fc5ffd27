package dev.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.heartbeat.Pulse;
import dev.tocsin.ledger.Durability;
import dev.tocsin.rule.GroupStatus;
import dev.tocsin.rule.History;
import dev.tocsin.rule.Pace;
import dev.tocsin.rule.RuleGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When a heartbeat may say that all is well. */
final class LineTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant NOW = START.plusSeconds(600);
    private static final Durability DURABLE = new Durability.Durable();

    @Test
    void beatsWhileEverythingWorks() {
        assertThat(line(true, true, DURABLE, NOW.minusSeconds(60))).isEqualTo(new Pulse.Beating());
        Durability spooling = new Durability.Spooling(START, 3, "gone");
        assertThat(line(true, true, spooling, NOW.minusSeconds(60))).isEqualTo(new Pulse.Beating());
    }

    @Test
    void oneThatStandsByRests() {
        assertThat(line(false, false, DURABLE, START)).isEqualTo(new Pulse.Resting());
    }

    @Test
    void failsWhenSomebodyWouldNotBeTold() {
        assertThat(line(true, false, DURABLE, NOW)).isInstanceOf(Pulse.Failing.class);
        assertThat(line(true, true, new Durability.Gone(START, "disk full"), NOW))
                .isInstanceOf(Pulse.Failing.class);
        assertThat(line(true, true, DURABLE, NOW.minusSeconds(181)))
                .isEqualTo(new Pulse.Failing("rule group g is not evaluated any more"));
    }

    @Test
    void aGroupThatWasNeverEvaluatedIsLateFromTheStartOn() {
        assertThat(line(true, true, DURABLE, null)).isInstanceOf(Pulse.Failing.class);
        Line fresh = new Line(true, true, DURABLE, List.of(group(null)), NOW.minusSeconds(30));
        assertThat(fresh.pulse(NOW)).isEqualTo(new Pulse.Beating());
    }

    private static Pulse line(boolean decides, boolean turns, Durability ledger, @Nullable Instant evaluated) {
        return new Line(decides, turns, ledger, List.of(group(evaluated)), START).pulse(NOW);
    }

    private static GroupStatus group(@Nullable Instant evaluated) {
        RuleGroup group = new RuleGroup("f.yml", "g", Pace.standard(), 0, List.of());
        return new GroupStatus(group, evaluated, Duration.ZERO, 0, 0, History.empty());
    }
}
