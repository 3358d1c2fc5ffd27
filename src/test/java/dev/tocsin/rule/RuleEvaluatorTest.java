package dev.tocsin.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alert.Finding;
import dev.tocsin.alert.Finding.Hit;
import dev.tocsin.alert.Finding.Occasion;
import dev.tocsin.alert.Finding.Result;
import dev.tocsin.config.Loaded;
import dev.tocsin.config.Source;
import dev.tocsin.lab.SimulatedClock;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Sample;
import dev.tocsin.promql.Engine;
import dev.tocsin.promql.Outcome;
import dev.tocsin.promql.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RuleEvaluatorTest {
    private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");

    private final Memory memory = new Memory();
    private final SimulatedClock clock = new SimulatedClock(T);
    private Written written = Written.nothing();

    @Test
    void labelsAndAnnotatesWhatItFinds() {
        memory.put(T, "up", 0, "job", "api", "instance", "a").put(T, "up", 1, "job", "api", "instance", "b");
        Hit hit = hits("""
                - alert: ApiDown
                  expr: up == 0
                  labels:
                    severity: critical
                    instance: ""
                    where: "{{ $labels.instance }} in {{ $externalLabels.environment }}"
                  annotations:
                    summary: "{{ $labels.__name__ }} is {{ $value }}, see {{ $externalURL }}"
                    others: '{{ range query "up == 1" }}{{ .Labels.instance }}={{ .Value }}{{ end }}'
                """).getFirst();
        assertThat(hit)
                .extracting(Hit::labels)
                .isEqualTo(Labels.of(
                        "alertname", "ApiDown", "job", "api", "severity", "critical", "where", "a in production"));
        assertThat(hit.sortedAnnotations())
                .containsEntry("summary", "up is 0, see http://tocsin.test")
                .containsEntry("others", "b=1");
        assertThat(hit.value()).isZero();
    }

    @Test
    void firesAllTheSameWhenATemplateFails() {
        memory.put(T, "up", 0);
        Hit hit = hits("""
                - alert: A
                  expr: up == 0
                  annotations:
                    broken: '{{ query "up +" }}'
                    fine: yes
                """).getFirst();
        assertThat(hit.sortedAnnotations().get("broken")).startsWith("<error expanding template: ");
        assertThat(hit.sortedAnnotations()).containsEntry("fine", "yes");
    }

    @Test
    void seesWhatEarlierRulesRecordedAtTheSameTime() {
        memory.put(T.minusSeconds(60), "job:up:sum", 7, "job", "api", "team", "core")
                .put(T, "up", 2, "job", "api");
        List<RuleOutcome> outcomes = evaluate("""
                - record: job:up:sum
                  expr: sum by (job) (up)
                  labels: {team: core}
                - record: twice
                  expr: job:up:sum * 2
                - alert: TwoPoints
                  expr: count_over_time(job:up:sum[5m]) == 2 and on () twice == 4
                """);
        assertThat(samples(outcomes))
                .containsExactly(
                        "{__name__=\"job:up:sum\", job=\"api\", team=\"core\"} 2.0",
                        "{__name__=\"twice\", job=\"api\", team=\"core\"} 4.0");
        assertThat(met(outcomes.getLast().finding())).hasSize(1);
        assertThat(memory.select(List.of(), 0, T.toEpochMilli())).hasSize(2);
    }

    @Test
    void aScalarIsOneResult() {
        assertThat(samples(evaluate("[{record: seconds, expr: time() - " + T.getEpochSecond() + "}]")))
                .containsExactly("{__name__=\"seconds\"} 0.0");
    }

    @Test
    void marksSeriesThatVanish() {
        memory.put(T, "up", 1, "job", "a").put(T, "up", 1, "job", "b");
        memory.put(T.plusSeconds(30), "up", Sample.STALE, "job", "b");
        String rules = "[{record: r, expr: up}]";
        assertThat(samples(evaluate(rules))).hasSize(2);
        List<RuleOutcome> later = at(Moment.slot(T.plusSeconds(60)), rules);
        assertThat(samples(later))
                .containsExactly("{__name__=\"r\", job=\"a\"} 1.0", "{__name__=\"r\", job=\"b\"} stale");
        assertThat(samples(at(Moment.slot(T.plusSeconds(120)), rules)))
                .containsExactly("{__name__=\"r\", job=\"a\"} 1.0");
    }

    @Test
    void anArrivalRecordsNothing() {
        memory.put(T, "up", 1);
        List<RuleOutcome> outcomes = at(Moment.arrival(T), "[{record: r, expr: up}, {alert: A, expr: r == 1}]");
        assertThat(samples(outcomes)).isEmpty();
        Finding finding = outcomes.getLast().finding();
        assertThat(finding.occasion()).isEqualTo(Occasion.ARRIVAL);
        assertThat(met(finding)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{alert: A, expr: 'up', labels: {job: same}}"
                        + "|vector contains metrics with the same labelset after applying alert labels",
                "{record: r, expr: 'up', labels: {job: same}}"
                        + "|vector contains metrics with the same labelset after applying rule labels",
                "{record: r, expr: 'up[5m]'}|rule result is not a vector or scalar",
            })
    void failsAloneAndGoesOn(String rule, String cause) {
        memory.put(T, "up", 1, "job", "a").put(T, "up", 1, "job", "b");
        List<RuleOutcome> outcomes = evaluate("[" + rule + ", {alert: Good, expr: up}]");
        assertThat(outcomes.getFirst().finding().result()).isEqualTo(new Result.Failed(cause));
        assertThat(outcomes.getFirst().trace().error()).isEqualTo(cause);
        assertThat(met(outcomes.getLast().finding())).hasSize(2);
    }

    @Test
    void clearsWhatIsOverTheLimit() {
        memory.put(T, "up", 1, "job", "a").put(T, "up", 1, "job", "b");
        RuleGroup limited = group("[{alert: A, expr: up}, {record: r, expr: up}, {alert: B, expr: 'up{job=\"a\"}'}]");
        limited = new RuleGroup(limited.file(), limited.name(), limited.pace(), 1, limited.rules());
        List<RuleOutcome> outcomes = run(limited, Moment.slot(T));
        assertThat(outcomes.getFirst().finding().result())
                .isEqualTo(new Result.Discarded("exceeded limit of 1 with 2 alerts"));
        assertThat(outcomes.get(1).trace().error()).isEqualTo("exceeded limit of 1 with 2 series");
        assertThat(met(outcomes.get(2).finding())).hasSize(1);
        assertThat(run(limited, Moment.arrival(T)).getFirst().finding().result())
                .isEqualTo(new Result.Failed("exceeded limit of 1 with 2 alerts"));
    }

    @Test
    void looksBackByTheQueryOffset() {
        memory.put(T.minusSeconds(60), "up", 1).put(T, "up", 2);
        RuleGroup group = group("[{record: r, expr: up}, {alert: A, expr: up == 1}]");
        RuleGroup offset = group.at(new Pace(Duration.ofMinutes(1), Duration.ofSeconds(30), true));
        List<RuleOutcome> outcomes = run(offset, Moment.slot(T));
        assertThat(((RuleOutcome.Recorded) outcomes.getFirst()).samples())
                .extracting(Value.Entry::timeMillis)
                .containsExactly(T.minusSeconds(30).toEpochMilli());
        assertThat(outcomes.getLast().finding().at()).isEqualTo(T);
        assertThat(met(outcomes.getLast().finding())).hasSize(1);
    }

    @Test
    void endsARuleThatIsStopped() {
        memory.put(T, "up", 1);
        List<RuleOutcome> outcomes = at(Moment.slot(T).until(() -> true), "[{alert: A, expr: 'sum(up)'}]");
        assertThat(outcomes.getFirst().finding().result()).isInstanceOf(Result.Failed.class);
    }

    @Test
    void asksTheStoreThatAGroupIsBoundTo() {
        memory.put(T, "up", 1, "job", "ours");
        Labels far = Labels.of("__name__", "up", "job", "far");
        List<String> asked = new ArrayList<>();
        Datasource store = (expr, time, patience) -> {
            asked.add(expr + " @" + time);
            return expr.toString().equals("bad")
                    ? new Outcome.Failure(Outcome.Cause.EXECUTION, "datasource mimir: gone")
                    : new Outcome.Answer(
                            new Value.Vector(List.of(new Value.Entry(far, time, 7, null))), List.of("slow"), List.of());
        };
        RuleGroup group = group("[{alert: A, expr: up == 1}, {record: r, expr: up}, {alert: B, expr: bad}]");
        RuleEvaluator.Settings settings = new RuleEvaluator.Settings(
                Engine.Options.standard(),
                Surroundings::none,
                Duration.ofMinutes(2),
                name -> name.equals("mimir") ? Optional.of(store) : Optional.empty());
        RuleEvaluator evaluator = new RuleEvaluator(settings, clock);
        List<RuleOutcome> outcomes = new ArrayList<>();
        evaluator.evaluate(group.boundTo("mimir"), memory, Moment.slot(T), written, outcomes::add);
        assertThat(asked)
                .containsExactly("up == 1 @" + T.toEpochMilli(), "up @" + T.toEpochMilli(), "bad @" + T.toEpochMilli());
        assertThat(met(outcomes.getFirst().finding()))
                .singleElement()
                .satisfies(hit -> assertThat(hit.labels().get("job")).isEqualTo("far"));
        assertThat(outcomes.getFirst().trace().warnings()).containsExactly("slow");
        assertThat(samples(outcomes)).containsExactly("{__name__=\"r\", job=\"far\"} 7.0");
        assertThat(outcomes.getLast().finding().result()).isEqualTo(new Result.Failed("datasource mimir: gone"));

        outcomes.clear();
        evaluator.evaluate(group.boundTo("nobody"), memory, Moment.slot(T), written, outcomes::add);
        assertThat(outcomes.getFirst().trace().error()).isEqualTo("no datasource is called nobody");
    }

    private List<Hit> hits(String rules) {
        return met(evaluate(rules).getFirst().finding());
    }

    private static List<Hit> met(Finding finding) {
        return ((Result.Met) finding.result()).hits();
    }

    private static List<String> samples(List<RuleOutcome> outcomes) {
        return outcomes.stream()
                .filter(RuleOutcome.Recorded.class::isInstance)
                .flatMap(outcome -> ((RuleOutcome.Recorded) outcome).samples().stream())
                .map(sample -> sample.labels() + " " + (Sample.isStale(sample.value()) ? "stale" : sample.value()))
                .toList();
    }

    private List<RuleOutcome> evaluate(String rules) {
        return at(Moment.slot(T), rules);
    }

    private List<RuleOutcome> at(Moment moment, String rules) {
        return run(group(rules), moment);
    }

    private List<RuleOutcome> run(RuleGroup group, Moment moment) {
        Surroundings here = new Surroundings(Labels.of("environment", "production"), "http://tocsin.test");
        RuleEvaluator evaluator = new RuleEvaluator(
                new RuleEvaluator.Settings(Engine.Options.standard(), here, Duration.ofMinutes(2)), clock);
        List<RuleOutcome> outcomes = new ArrayList<>();
        written = evaluator.evaluate(group, memory, moment, written, outcomes::add);
        return outcomes;
    }

    static RuleGroup group(String rules) {
        String yaml = "groups:\n  - name: g\n    rules:\n"
                + rules.lines().map(line -> "      " + line + "\n").collect(Collectors.joining());
        Loaded<RuleFile> loaded = RuleFile.load(new Source("f.yml", yaml, Path.of(".")), RuleFile.Defaults.standard());
        if (loaded instanceof Loaded.Refused<RuleFile> refused) {
            throw new AssertionError(refused.faults());
        }
        return ((Loaded.Ready<RuleFile>) loaded).value().groups().getFirst();
    }
}
