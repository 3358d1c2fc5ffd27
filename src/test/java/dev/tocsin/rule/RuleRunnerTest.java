package dev.tocsin.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alert.Finding;
import dev.tocsin.alert.Finding.Occasion;
import dev.tocsin.lab.SimulatedClock;
import dev.tocsin.model.Sample;
import dev.tocsin.promql.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

final class RuleRunnerTest {
    private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");

    private final SimulatedClock clock = new SimulatedClock(T);
    private final Memory memory = new Memory();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Value.Entry> samples = new ArrayList<>();
    private final List<Runnable> held = new ArrayList<>();
    private boolean hold;

    @Test
    void evaluatesAtItsSlots() {
        runner().run(List.of(group("a", 10, "{alert: A, expr: vector(1)}")));
        clock.advance(Duration.ofSeconds(60));
        Duration offset = Duration.ofMillis(findings.getFirst().at().toEpochMilli() % 10_000);
        assertThat(findings).hasSize(6).allMatch(finding -> finding.occasion() == Occasion.INTERVAL);
        assertThat(findings)
                .extracting(finding -> finding.at().toEpochMilli() % 10_000)
                .containsOnly(offset.toMillis());
    }

    @Test
    void evaluatesOnArrivalAtMostOnceASecond() {
        RuleRunner runner = runner();
        runner.run(List.of(
                group("a", 3600, "{alert: A, expr: vector(1)}"),
                group("b", 3600, "{alert: B, expr: vector(1)}")
                        .at(new Pace(Duration.ofHours(1), Duration.ZERO, false))));
        for (int at = 0; at < 30; at++) {
            runner.arrived();
            clock.advance(Duration.ofMillis(100));
        }
        assertThat(findings).extracting(finding -> finding.rule().name()).containsOnly("A");
        assertThat(findings)
                .extracting(finding -> Duration.between(T, finding.at()).toMillis())
                .containsExactly(0L, 1000L, 2000L, 3000L);
        clock.advance(Duration.ofSeconds(10));
        assertThat(findings).hasSize(4).allMatch(finding -> finding.occasion() == Occasion.ARRIVAL);
    }

    @Test
    void aGroupThatHangsDelaysNoOtherAndCountsWhatItMisses() {
        hold = true;
        RuleRunner runner = runner();
        runner.run(List.of(group("slow", 10, "{alert: A, expr: vector(1)}")));
        clock.advance(Duration.ofSeconds(10));
        hold = false;
        runner.run(List.of(
                group("slow", 10, "{alert: A, expr: vector(1)}"), group("quick", 10, "{alert: B, expr: vector(1)}")));
        clock.advance(Duration.ofSeconds(50));
        assertThat(findings)
                .hasSize(5)
                .extracting(finding -> finding.rule().name())
                .containsOnly("B");
        GroupStatus slow = runner.status().getFirst();
        assertThat(slow.missed()).isEqualTo(4);

        held.forEach(Runnable::run);
        assertThat(findings.stream().filter(finding -> finding.rule().name().equals("A")))
                .extracting(finding -> Duration.between(T, finding.at()).toSeconds() / 10)
                .containsExactly(0L, 5L);
        assertThat(runner.status().getFirst().evaluations()).isEqualTo(2);
    }

    @Test
    void countsSlotsThatPassWhileTheMachineSleeps() {
        RuleRunner runner = runner();
        runner.run(List.of(group("a", 10, "{alert: A, expr: vector(1)}")));
        // One task far ahead stands for a timer that fires late.
        hold = true;
        clock.advance(Duration.ofSeconds(45));
        hold = false;
        held.forEach(Runnable::run);
        assertThat(runner.status().getFirst().missed()).isEqualTo(3);
    }

    @Test
    void goesOnUndisturbedWhenAReloadChangesNothing() {
        RuleRunner runner = runner();
        RuleGroup group = group("a", 10, "{record: r, expr: vector(1)}");
        runner.run(List.of(group));
        clock.advance(Duration.ofSeconds(15));
        runner.run(List.of(group("a", 10, "{record: r, expr: vector(1)}")));
        clock.advance(Duration.ofSeconds(15));
        assertThat(samples).hasSize(3).noneMatch(sample -> Sample.isStale(sample.value()));
        assertThat(runner.status()
                        .getFirst()
                        .history()
                        .of(group.rules().getFirst().key()))
                .hasSize(3);
    }

    @Test
    void marksWhatAReloadTakesAway() {
        RuleRunner runner = runner();
        runner.run(List.of(group("a", 10, "{record: r, expr: vector(1)}, {record: s, expr: vector(2)}")));
        clock.advance(Duration.ofSeconds(10));
        samples.clear();
        runner.run(List.of(group("a", 10, "{record: s, expr: vector(3)}")));
        assertThat(samples).singleElement().matches(sample -> Sample.isStale(sample.value()));
        clock.advance(Duration.ofSeconds(10));
        assertThat(samples).hasSize(2);
        runner.run(List.of());
        assertThat(samples).hasSize(3).last().matches(sample -> Sample.isStale(sample.value()));
        clock.advance(Duration.ofSeconds(60));
        assertThat(samples).hasSize(3);
    }

    @Test
    void keepsTheLastEvaluations() {
        RuleRunner runner = runner();
        RuleGroup group = group("a", 10, "{alert: A, expr: 'vector(1)'}, {alert: B, expr: 'up[5m]'}");
        runner.run(List.of(group));
        clock.advance(Duration.ofMinutes(10));
        History history = runner.status().getFirst().history();
        assertThat(history.of(group.rules().getFirst().key())).hasSize(20).allMatch(trace -> trace.series() == 1);
        assertThat(history.of(group.rules().getLast().key()))
                .extracting(Trace::error)
                .containsOnly("rule result is not a vector or scalar");
    }

    @Test
    void tellsNothingAfterItsEnd() {
        hold = true;
        RuleRunner runner = runner();
        runner.run(List.of(group("a", 10, "{alert: A, expr: vector(1)}")));
        clock.advance(Duration.ofSeconds(10));
        runner.close();
        hold = false;
        held.forEach(Runnable::run);
        clock.advance(Duration.ofMinutes(1));
        assertThat(findings).isEmpty();
    }

    private RuleRunner runner() {
        RuleEvaluator evaluator = new RuleEvaluator(RuleEvaluator.Settings.standard(Surroundings.none()), clock);
        Executor workers = task -> {
            if (hold) {
                held.add(task);
            } else {
                task.run();
            }
        };
        return new RuleRunner(evaluator, new RulePorts(clock, clock, workers, memory, findings::add, samples::addAll));
    }

    private static RuleGroup group(String name, int seconds, String rules) {
        RuleGroup read = RuleEvaluatorTest.group("[" + rules + "]");
        Pace pace = new Pace(Duration.ofSeconds(seconds), Duration.ZERO, true);
        return new RuleGroup(read.file(), name, pace, 0, read.rules());
    }
}
