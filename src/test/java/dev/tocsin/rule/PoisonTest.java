package dev.tocsin.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alert.Finding;
import dev.tocsin.lab.SimulatedClock;
import dev.tocsin.model.Buckets;
import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Matcher;
import dev.tocsin.model.Sample;
import dev.tocsin.promql.Engine;
import dev.tocsin.promql.Expressions;
import dev.tocsin.promql.Limits;
import dev.tocsin.promql.SeriesData;
import dev.tocsin.promql.Source;
import dev.tocsin.promql.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Invariant 9: one bad thing stays one bad thing. Whatever a rule does, its neighbours find what they find without it. */
class PoisonTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String GOOD = """
            - {record: "job:up:sum", expr: sum by (job) (up)}
            - {alert: Down, expr: up == 0, annotations: {summary: "{{ $labels.job }} {{ $value }}"}}
            - {alert: Recorded, expr: 'job:up:sum > 0', labels: {severity: page}}
            - {record: mean, expr: histogram_avg(h)}
            """;

    private final SimulatedClock clock = new SimulatedClock(NOW);

    /** A source that breaks when it is asked for one metric. */
    private record Cursed(Memory memory) implements Source {
        @Override
        public List<SeriesData> select(List<Matcher> matchers, long fromMillis, long toMillis) {
            if (matchers.stream().anyMatch(matcher -> matcher.value().equals("cursed"))) {
                throw new IllegalStateException("a bug of ours");
            }
            return memory.select(matchers, fromMillis, toMillis);
        }
    }

    private static Memory world(Random random) {
        Memory memory = new Memory();
        for (long ago = 600; ago >= 0; ago -= 15) {
            Instant at = NOW.minusSeconds(ago);
            for (String job : List.of("a", "b", "c")) {
                memory.put(at, "up", random.nextInt(2), "job", job);
                memory.put(at, "http_requests_total", random.nextInt(100), "job", job, "code", "200");
                memory.put(at, "temperature_celsius", odd(random), "job", job);
                memory.append(List.of(new Value.Entry(
                        Labels.of("__name__", "h", "job", job), at.toEpochMilli(), 0, histogram(random))));
            }
        }
        return memory;
    }

    private static double odd(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> Double.NaN;
            case 1 -> Double.POSITIVE_INFINITY;
            case 2 -> Sample.STALE;
            case 3 -> -Double.MAX_VALUE;
            default -> random.nextGaussian();
        };
    }

    private static FloatHistogram histogram(Random random) {
        FloatHistogram empty = FloatHistogram.empty(random.nextInt(13) - 4);
        Buckets buckets = Buckets.dense(random.nextInt(5), random.nextInt(9), random.nextInt(9));
        return empty.with(0, buckets.total(), random.nextInt(50), buckets, Buckets.empty());
    }

    private List<RuleOutcome> evaluate(String rules, Source source) {
        Engine.Options options = Engine.Options.standard().with(new Limits(200_000, 1_000));
        RuleEvaluator evaluator = new RuleEvaluator(
                new RuleEvaluator.Settings(
                        options, new Surroundings(Labels.empty(), "http://tocsin.test"), Duration.ofMinutes(2)),
                clock);
        List<RuleOutcome> outcomes = new ArrayList<>();
        evaluator.evaluate(RuleEvaluatorTest.group(rules), source, Moment.slot(NOW), Written.nothing(), outcomes::add);
        return outcomes;
    }

    private static String found(RuleOutcome outcome) {
        return switch (outcome) {
            case RuleOutcome.Alerted alerted -> alerted.finding().toString();
            case RuleOutcome.Recorded recorded -> recorded.samples().toString();
        };
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** What could not be evaluated says why, and is not taken for "nothing is wrong". */
    private static void assertHonest(RuleOutcome outcome) {
        if (outcome.trace().failed()) {
            assertThat(outcome.trace().error()).isNotBlank();
            assertThat(outcome.finding().result()).isNotInstanceOf(Finding.Result.Met.class);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aPoisonRuleHarmsNoneOfItsNeighbours(long seed) {
        Random random = new Random(seed);
        Expressions expressions = new Expressions(random);
        Source source = new Cursed(world(random));
        List<String> healthy =
                evaluate(GOOD, source).stream().map(PoisonTest::found).toList();
        assertThat(healthy).hasSize(4).allMatch(found -> !found.contains("Failed"));
        for (int round = 0; round < 60; round++) {
            String poison = round == 0 ? "sum(cursed)" : expressions.right();
            String template =
                    round % 3 == 0 ? "{{ query \"cursed\" | first | value }}" : "{{ $value | humanize }}{{ .Nothing }}";
            List<RuleOutcome> outcomes = evaluate(
                    "- {alert: Poison, expr: " + quoted(poison) + ", annotations: {summary: " + quoted(template)
                            + "}}\n" + "- {record: poison, expr: " + quoted(poison) + "}\n" + GOOD,
                    source);

            assertThat(outcomes).hasSize(6);
            outcomes.forEach(PoisonTest::assertHonest);
            assertThat(outcomes.subList(2, 6).stream().map(PoisonTest::found))
                    .as(poison)
                    .isEqualTo(healthy);
            assertThat(round > 0 || outcomes.getFirst().trace().failed()).isTrue();
        }
    }
}
