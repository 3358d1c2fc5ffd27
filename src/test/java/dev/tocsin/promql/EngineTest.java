package dev.tocsin.promql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.promql.syntax.Features;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineTest {
    private static final Source SOURCE = new Fixture(
            "requests_total{job=\"api\", instance=\"0\"} 0+10x60",
            "requests_total{job=\"api\", instance=\"1\"} 0+20x20 0+20x20 stale 7 9",
            "requests_total{job=\"web\", instance=\"0\"} 5+1x30 _x10 80+1x18",
            "up{job=\"api\"} 1x60",
            "load{job=\"web\"} 1 NaN 3 -Inf 5 0x50",
            "latency{job=\"api\"} {{schema:0 sum:5 count:4 buckets:[1 2 1]}}+{{sum:3 count:2 buckets:[1 1]}}x50",
            "latency_bucket{job=\"api\", le=\"0.1\"} 0+1x60",
            "latency_bucket{job=\"api\", le=\"+Inf\"} 0+3x60");

    private static final Engine ENGINE = new Engine(Engine.Options.standard().with(Features.ofSuite()));

    private static Outcome.Answer answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answer answer -> answer;
            case Outcome.Failure failure -> throw new AssertionError(failure.message());
        };
    }

    private static Outcome.Failure failure(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answer answer -> throw new AssertionError("answered " + answer.value());
            case Outcome.Failure failure -> failure;
        };
    }

    /** As Go counts them, which has a date for every number: what is none counts as the smallest whole one. */
    @ParameterizedTest
    @CsvSource({
        "year(vector(NaN)), 292277026596",
        "month(vector(Inf)), 12",
        "day_of_month(vector(-Inf)), 4",
        "day_of_year(vector(1e300)), 339",
        "days_in_month(vector(NaN)), 31",
        "hour(vector(NaN)), 15",
        "minute(vector(NaN)), 30",
        "day_of_week(vector(NaN)), 0",
        "year(vector(1e17)), 3168875820",
        "month(vector(-1)), 12",
        "year(vector(-62135596801)), 0",
        "day_of_week(vector(-0.5)), 4",
        "day_of_month(vector(1709164800)), 29",
    })
    void everyNumberHasADate(String query, double wanted) {
        Value.Vector vector = (Value.Vector)
                answer(ENGINE.instant(Fixture.parse(query), SOURCE, 0)).value();
        assertThat(vector.entries()).singleElement().returns(wanted, Value.Entry::value);
    }

    /** A range query gives at each step what an instant query gives at that time. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "requests_total",
                "rate(requests_total[2m])",
                "increase(requests_total[90s])",
                "sum by (job) (rate(requests_total[5m]))",
                "avg(requests_total) - on() group_right() requests_total",
                "requests_total > 100 or up",
                "requests_total unless on(job) load",
                "topk(2, requests_total)",
                "quantile(0.5, requests_total)",
                "max_over_time(rate(requests_total[1m])[3m:20s])",
                "irate(requests_total[2m])",
                "deriv(load[3m])",
                "predict_linear(requests_total[5m], 60)",
                "histogram_quantile(0.9, rate(latency[3m]))",
                "histogram_quantile(0.9, rate(latency_bucket[3m]))",
                "latency",
                "sum_over_time(latency[2m])",
                "requests_total smoothed",
                "rate(requests_total[1m] smoothed)",
                "increase(requests_total[1m] anchored)",
                "absent(load > 4)",
                "absent_over_time(requests_total{instance=\"1\"}[1m])",
                "timestamp(requests_total)",
                "hour() + minute()",
                "scalar(up) * time()",
                "count_values(\"v\", load)",
                "label_replace(up, \"x\", \"$1\", \"job\", \"(.*)\")",
                "requests_total offset 1m",
                "requests_total @ 300",
                "rate(requests_total[2m] @ 600)",
                "quantile_over_time(scalar(up) / 2, requests_total[2m])",
            })
    void rangesAgreeWithInstants(String text) {
        Engine.Range range = new Engine.Range(60_000, 1_740_000, 35_000);
        Value.Matrix matrix = (Value.Matrix)
                answer(ENGINE.range(Fixture.parse(text), SOURCE, range)).value();
        List<String> ofRange = new ArrayList<>();
        for (SeriesData series : matrix.series()) {
            for (int at = 0; at < series.size(); at++) {
                Object value = series.isHistogram(at) ? String.valueOf(series.histogram(at)) : series.value(at);
                ofRange.add(series.time(at) + " " + series.labels() + " " + value);
            }
        }
        List<String> ofInstants = new ArrayList<>();
        for (long time = range.fromMillis(); time <= range.toMillis(); time += range.stepMillis()) {
            addInstant(text, time, ofInstants);
        }
        assertThat(ofRange).containsExactlyInAnyOrderElementsOf(ofInstants);
    }

    private static void addInstant(String text, long time, List<String> lines) {
        Value value = answer(ENGINE.instant(Fixture.parse(text), SOURCE, time)).value();
        if (value instanceof Value.Vector vector) {
            for (Value.Entry entry : vector.entries()) {
                Object shown = entry.isHistogram() ? String.valueOf(entry.histogram()) : entry.value();
                lines.add(time + " " + entry.labels() + " " + shown);
            }
        } else if (value instanceof Value.Scalar scalar) {
            lines.add(time + " {} " + scalar.value());
        }
    }

    @Test
    void answersInKinds() {
        assertThat(answer(ENGINE.instant(Fixture.parse("1 + 1"), SOURCE, 5)).value())
                .isEqualTo(new Value.Scalar(5, 2));
        assertThat(answer(ENGINE.instant(Fixture.parse("'a'"), SOURCE, 5)).value())
                .isEqualTo(new Value.Text(5, "a"));
        Value range =
                answer(ENGINE.instant(Fixture.parse("up[1m]"), SOURCE, 60_000)).value();
        assertThat(((Value.Matrix) range).series()).hasSize(1);
        assertThat(((Value.Matrix) range).series().getFirst().size()).isEqualTo(2);
    }

    @Test
    void refusesARangeOfRanges() {
        Outcome outcome = ENGINE.range(Fixture.parse("up[1m]"), SOURCE, new Engine.Range(0, 10, 1));
        assertThat(failure(outcome).message())
                .isEqualTo(
                        "invalid expression type \"range vector\" for range query, must be Scalar or instant Vector");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sum_over_time(up[100y:1ms])",
                "max_over_time(vector(1)[1y:1ms])",
                "requests_total",
                "sum_over_time(requests_total[1h])"
            })
    void stopsAtTheLimitOfSamples(String text) {
        Engine small = new Engine(Engine.Options.standard().with(new Limits(100, 100)));
        Outcome.Failure failure =
                failure(small.range(Fixture.parse(text), SOURCE, new Engine.Range(0, 1_800_000, 10_000)));
        assertThat(failure.cause()).isEqualTo(Outcome.Cause.TOO_MUCH);
        assertThat(failure.message())
                .isEqualTo("query processing would load too many samples into memory in query execution");
    }

    /** What costs memory without having points: gaps, values that become labels, numbers at every step. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "count_values(\"v\", rate(requests_total[2m]))",
                "sum_over_time(vector(1 + (2 + (3 + (4 + (5 + 6)))))[40000s:1s])",
                "topk(1, requests_total) or label_replace(requests_total, \"x\", \"y\", \"\", \"\")",
                "count_over_time(count_values(\"v\", vector(time()))[30000s:1s])"
            })
    void gapsCount(String text) {
        Engine small = new Engine(Engine.Options.standard().with(new Limits(100_000, 100)));
        Outcome.Failure failure =
                failure(small.range(Fixture.parse(text), SOURCE, new Engine.Range(0, 3_600_000, 100)));
        assertThat(failure.message())
                .isEqualTo("query processing would load too many samples into memory in query execution");
    }

    /** Where, as Prometheus says it of durations that are known with the query: from which character to which. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "up[step()]                        | 3:9: duration must be greater than 0",
                "up[(1m - range() - 2m)]           | 4:21: duration must be greater than 0",
                "max_over_time(up[5m:-range()])    | 20:28: duration must be greater than 0",
                "up offset (5m / (step() * 2))     | 11:27: division by zero",
                "up[1m + min_of(1m, 5m % range())] | 19:31: modulo by zero",
                "up[2 ^ 5000]                      | 3:11: duration is out of range",
            })
    void saysWhereADurationIsWrong(String text, String message) {
        Outcome outcome = new Engine(Engine.Options.standard()).instant(Fixture.parse(text), SOURCE, 60_000);
        assertThat(failure(outcome)).isEqualTo(new Outcome.Failure(Outcome.Cause.QUERY, message));
    }

    @Test
    void aLongRangeCostsWhatOneSeriesHas() {
        Engine small = new Engine(Engine.Options.standard().with(new Limits(80, 100)));
        Outcome outcome = small.instant(Fixture.parse("sum_over_time({__name__=~\".+\"}[1h])"), SOURCE, 3_600_000);
        assertThat(failure(outcome).message()).contains("too many samples"); // histograms weigh ten
        Outcome numbers = small.instant(
                Fixture.parse("count(count_over_time({__name__=~\"requests.+|up|load\"}[1h]))"), SOURCE, 3_600_000);
        assertThat(answer(numbers).value().toString()).contains("5.0");
    }

    @Test
    void theyShareARoomAndGiveBackWhatTheyHeld() {
        Room room = new Room(600);
        Limits limits = new Limits(1_000_000, 100, room, () -> false);
        Engine engine = new Engine(Engine.Options.standard().with(limits));
        Engine.Range range = new Engine.Range(0, 1_800_000, 10_000);
        assertThat(failure(engine.range(Fixture.parse("requests_total + 1"), SOURCE, range))
                        .message())
                .contains("too many samples");
        assertThat(answer(engine.range(Fixture.parse("up"), SOURCE, range)).value())
                .isInstanceOf(Value.Matrix.class);
        assertThat(room.free()).isEqualTo(600);
    }

    /** Nothing as long as that is ever made. */
    @ParameterizedTest
    @ValueSource(
            strings = {"sum_over_time(vector(time())[1y:1s])", "vector(time())[1y:1s]", "max_over_time(up[1y:1s])"})
    void stepsThatHaveNoRoomAreRefusedBeforeTheyAreMade(String text) {
        Limits limits = new Limits(50_000_000, 100, new Room(1_000_000), () -> false);
        Engine engine = new Engine(Engine.Options.standard().with(limits));
        assertThat(failure(engine.instant(Fixture.parse(text), SOURCE, 0)).message())
                .isEqualTo("query processing would load too many samples into memory in query execution");
    }

    @Test
    void labelsDoNotGrowWithoutEnd() {
        StringBuilder text = new StringBuilder("up");
        for (int nested = 0; nested < 40; nested++) {
            text.insert(0, "label_replace(").append(", \"job\", \"$1$1\", \"job\", \"(.*)\")");
        }
        assertThat(failure(ENGINE.instant(Fixture.parse(text.toString()), SOURCE, 0))
                        .message())
                .isEqualTo("label value of more than 65536 characters for job");
    }

    @Test
    void looksAtTheTimeWithinOneSeriesToo() {
        int[] looks = {0};
        Limits limits = Limits.standard().until(() -> ++looks[0] > 6);
        Engine late = new Engine(Engine.Options.standard().with(limits));
        Outcome outcome = late.range(
                Fixture.parse("quantile_over_time(0.5, up{job=\"api\"}[1h])"),
                SOURCE,
                new Engine.Range(0, 11_000_000, 1_000));
        assertThat(failure(outcome).message()).isEqualTo("query timed out in expression evaluation");
    }

    @Test
    void stopsAtTheLimitOfSeries() {
        Engine small = new Engine(Engine.Options.standard().with(new Limits(1_000_000, 2)));
        Outcome.Failure failure = failure(small.instant(Fixture.parse("requests_total"), SOURCE, 0));
        assertThat(failure.cause()).isEqualTo(Outcome.Cause.TOO_MUCH);
        assertThat(failure.message()).isEqualTo("query would read 3 series with one selector, the limit is 2");
    }

    @Test
    void stopsWhenItsTimeHasPassed() {
        Limits limits = Limits.standard().until(() -> true);
        Engine late = new Engine(Engine.Options.standard().with(limits));
        Outcome.Failure failure = failure(late.instant(Fixture.parse("up"), SOURCE, 0));
        assertThat(failure.cause()).isEqualTo(Outcome.Cause.TIMEOUT);
    }

    @Test
    void dropsNamesAtOnceWhereThatIsNotDelayed() {
        Engine plain = new Engine(Engine.Options.standard());
        Outcome outcome = plain.instant(
                Fixture.parse("rate({__name__=~\"requests_total|latency_bucket\"}[2m])"), SOURCE, 600_000);
        assertThat(answer(outcome).value().toString()).doesNotContain("__name__");
        Outcome twice =
                plain.instant(Fixture.parse("abs({job=\"api\", instance=\"\"}) or abs({job=\"api\"})"), SOURCE, 0);
        assertThat(twice).isNotNull();
    }

    /** No expression, however mangled, does worse than to fail. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void survivesMangledExpressions(long seed) {
        Random random = new Random(seed);
        List<String> pieces = List.of(
                "sum",
                "by",
                "(",
                ")",
                "rate(",
                "[5m]",
                "[5m:1m]",
                "offset",
                "@",
                "1",
                "-",
                "+",
                "*",
                "up",
                "load",
                "latency",
                "requests_total",
                "{}",
                ",",
                "and",
                "bool",
                "==",
                "on()",
                "group_left",
                "topk(1,",
                "\"a\"",
                "smoothed",
                "^",
                "histogram_quantile(0.5,",
                "fill(1)",
                "step()",
                "label_replace(",
                "1e400",
                "{job=~\"",
                "'",
                "#",
                "é",
                "\n");
        for (int round = 0; round < 5_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int count = random.nextInt(12); count >= 0; count--) {
                text.append(pieces.get(random.nextInt(pieces.size()))).append(random.nextBoolean() ? " " : "");
            }
            if (Promql.parse(text.toString(), Features.ofSuite())
                    instanceof dev.tocsin.promql.syntax.Parsed.Good good) {
                assertThat(Fixture.parse(good.expr().toString()))
                        .hasToString(good.expr().toString());
                ENGINE.instant(good.expr(), SOURCE, 600_000);
                ENGINE.range(good.expr(), SOURCE, new Engine.Range(0, 600_000, 60_000));
            }
        }
    }
}
