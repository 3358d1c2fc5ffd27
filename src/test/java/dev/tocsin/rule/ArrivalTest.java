package dev.tocsin.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alert.Alerts;
import dev.tocsin.alert.Finding;
import dev.tocsin.alert.Transition;
import dev.tocsin.alert.Transition.Kind;
import dev.tocsin.lab.SimulatedClock;
import dev.tocsin.promql.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Evaluation on arrival changes how early an alert starts, and nothing else. */
final class ArrivalTest {
    private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");
    private static final String RULES = """
            - record: job:up:min
              expr: min by (job) (up)
            - alert: Down
              expr: job:up:min == 0
              keep_firing_for: 20s
            - alert: DownForLong
              expr: count_over_time(job:up:min[1m]) > 0 and job:up:min == 0
              for: 20s
            """;

    private record Story(List<Transition> transitions, List<Value.Entry> recorded) {
        List<Instant> of(String alert, Kind kind) {
            return transitions.stream()
                    .filter(one -> one.alert().name().equals(alert) && one.kind() == kind)
                    .map(Transition::at)
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7})
    void startsEarlierAndChangesNothingElse(int spacing) {
        Story slots = live(false, spacing);
        Story arrivals = live(true, spacing);
        assertThat(arrivals.recorded()).isEqualTo(slots.recorded());
        for (String alert : List.of("Down", "DownForLong")) {
            assertThat(arrivals.of(alert, Kind.ENDED)).isEqualTo(slots.of(alert, Kind.ENDED));
            Instant early = arrivals.of(alert, Kind.FIRING).getFirst();
            Instant late = slots.of(alert, Kind.FIRING).getFirst();
            assertThat(slots.of(alert, Kind.FIRING)).hasSize(1);
            assertThat(arrivals.of(alert, Kind.FIRING)).hasSize(1);
            assertThat(early).isBefore(late);
        }
        assertThat(arrivals.of("Down", Kind.FIRING).getFirst())
                .isBeforeOrEqualTo(T.plusSeconds(40 + spacing).plusMillis(1));
    }

    /** Three minutes; the target is down from 40s to 120s and is looked at every {@code spacing} seconds. */
    private static Story live(boolean onArrival, int spacing) {
        SimulatedClock clock = new SimulatedClock(T);
        Memory memory = new Memory();
        List<Value.Entry> recorded = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        RuleEvaluator evaluator = new RuleEvaluator(RuleEvaluator.Settings.standard(Surroundings.none()), clock);
        RulePorts ports = new RulePorts(clock, clock, Runnable::run, memory, findings::add, samples -> {
            memory.append(samples);
            recorded.addAll(samples);
        });
        try (RuleRunner runner = new RuleRunner(evaluator, ports)) {
            RuleGroup group = RuleEvaluatorTest.group(RULES);
            runner.run(List.of(group.at(new Pace(Duration.ofSeconds(15), Duration.ZERO, onArrival))));
            for (int second = 0; second < 180; second += spacing) {
                memory.put(clock.now(), "up", second >= 40 && second < 120 ? 0 : 1, "job", "a");
                runner.arrived();
                clock.advance(Duration.ofSeconds(spacing));
            }
        }
        List<Transition> transitions = new ArrayList<>();
        Alerts alerts = Alerts.none();
        for (Finding finding : findings) {
            alerts = alerts.advance(List.of(finding));
            transitions.addAll(alerts.transitions());
        }
        return new Story(transitions, recorded);
    }
}
