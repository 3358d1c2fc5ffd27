package dev.tocsin.lab.ruletest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.lab.promqltest.CaseResult;
import dev.tocsin.promql.syntax.Features;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The runner must fail whatever is not as expected, and say how it is. */
final class RuleTestsTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void rules() throws IOException {
        write("r.yml", """
                groups:
                  - name: g
                    rules:
                      - {record: twice, expr: up * 2}
                      - alert: Down
                        expr: up == 0
                        for: 1m
                        keep_firing_for: 1m
                        labels: {severity: high, env: '{{ $externalLabels.env }}'}
                        annotations: {summary: '{{ $labels.job }} is {{ $value }} at {{ $externalURL }}'}
                      - {alert: Two, expr: 'twice == 2 and on () count(ALERTS{alertname="Down"}) == 1'}
                  - name: h
                    rules:
                      - {record: order, expr: count(last) or vector(0)}
                  - name: i
                    rules:
                      - {record: last, expr: '1'}
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{eval_time: 1m, alertname: Down} | pass",
                "{eval_time: 2m, alertname: Down} | fail",
                "{eval_time: 2m, alertname: Down, exp_alerts: [{exp_labels: {job: a, severity: high, env: x},"
                        + " exp_annotations: {summary: a is 0 at http://t}}]} | pass",
                "{eval_time: 2m59s, alertname: Down, exp_alerts: [{exp_labels: {job: a, severity: high, env: x},"
                        + " exp_annotations: {summary: a is 0 at http://t}}]} | pass",
                "{eval_time: 3m, alertname: Down} | fail",
                "{eval_time: 4m, alertname: Down} | pass",
                "{eval_time: 2m, alertname: Down, exp_alerts: [{exp_labels: {job: b, severity: high, env: x},"
                        + " exp_annotations: {summary: a is 0 at http://t}}]} | fail",
                "{eval_time: 2m, alertname: Down, exp_alerts: [{exp_labels: {job: a, severity: high, env: x}}]} | fail",
                "{eval_time: 2m, alertname: Two, exp_alerts: [{exp_labels: {job: b}}]} | pass",
                "{eval_time: 2m, alertname: Two, exp_alerts: [{exp_labels: {job: b}}, {exp_labels: {job: c}}]} | fail",
                "{eval_time: 2m, alertname: Nope} | pass",
                "{eval_time: 2m, alertname: Nope, exp_alerts: [{}]} | fail",
            })
    void comparesAlerts(String test, String outcome) throws IOException {
        assertThat(passes("alert_rule_test: [" + test + "]")).isEqualTo(outcome.equals("pass"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{eval_time: 2m, expr: twice, exp_samples: [{labels: 'twice{job=\"b\"}', value: 2},"
                        + " {labels: 'twice{job=\"a\"}', value: 0}]} | pass",
                "{eval_time: 2m, expr: twice, exp_samples: [{labels: 'twice{job=\"b\"}', value: 2}]} | fail",
                "{eval_time: 2m, expr: twice, exp_samples: [{labels: 'twice{job=\"b\"}', value: 2},"
                        + " {labels: 'twice{job=\"a\"}', value: 1}]} | fail",
                "{eval_time: 2m, expr: 'twice > 0', exp_samples: [{labels: '{job=\"b\"}', value: 2}]} | fail",
                "{eval_time: 2m, expr: 'twice * 1 > 0', exp_samples: [{labels: '{job=\"b\"}', value: 2}]} | pass",
                "{eval_time: 2m, expr: twice > 5} | pass",
                "{eval_time: 2m, expr: twice} | fail",
                "{eval_time: 2m, expr: 0.1 + 0.2, exp_samples: [{value: 0.3}]} | fail",
                "{eval_time: 2m, expr: 0 / 0, exp_samples: [{value: .nan}]} | fail",
                "{eval_time: 2m, expr: 1 / 0, exp_samples: [{value: .inf}]} | pass",
                "{eval_time: 2m, expr: 'sum('} | fail",
                "{eval_time: 2m, expr: 'up[5m]'} | fail",
                "{eval_time: 2m, expr: 'up + on () up'} | fail",
                "{eval_time: 2m, expr: up, exp_samples: [{labels: '{'}]} | fail",
                "{eval_time: 2m, expr: h, exp_samples: [{labels: h, histogram: '{{count:2 sum:3}}'}]} | pass",
                "{eval_time: 2m, expr: h, exp_samples: [{labels: h, histogram: '{{count:2 sum:4}}'}]} | fail",
                "{eval_time: 2m, expr: h, exp_samples: [{labels: h, value: 2}]} | fail",
                "{eval_time: 2m, expr: order, exp_samples: [{labels: order, value: 1}]} | pass",
                "{eval_time: 2m, expr: time(), exp_samples: [{value: 1120}]} | pass",
                "{eval_time: 2m, expr: 'count_over_time(up{job=\"b\"}[1h:])', exp_samples:"
                        + " [{labels: '{job=\"b\"}', value: 2}]} | pass",
            })
    void comparesValues(String test, String outcome) throws IOException {
        assertThat(passes("promql_expr_test: [" + test + "]")).isEqualTo(outcome.equals("pass"));
    }

    @Test
    void comparesFuzzilyWhenItIsTold() throws IOException {
        String test = "[{promql_expr_test: [{expr: 0.1 + 0.2, exp_samples: [{value: 0.3}]}]}]";
        assertThat(run("tests: " + test).passed()).isFalse();
        assertThat(run("fuzzy_compare: true\ntests: " + test).passed()).isTrue();
    }

    @Test
    void failsWhatARuleThatFailsKeepsFromBeingReached() throws IOException {
        write("r.yml", "groups: [{name: g, rules: [{alert: A, expr: up, labels: {job: same}}]}]");
        RuleTests.FileResult result = run("""
                rule_files: [r.yml]
                tests:
                  - input_series: [{series: 'up{job="a"}', values: 1x9}, {series: 'up{job="b"}', values: _ 1x9}]
                    alert_rule_test:
                      - {eval_time: 0, alertname: A, exp_alerts: [{exp_labels: {job: same}}]}
                      - {eval_time: 1m, alertname: A}
                    promql_expr_test: [{expr: 'nope'}]
                """);
        assertThat(result.cases()).extracting(CaseResult::passed).containsExactly(true, false, false);
    }

    @Test
    void aRuleThatFailsIsAFailureWhereNothingElseIsExpected() throws IOException {
        write("r.yml", "groups: [{name: g, rules: [{record: both, expr: one + on (a) two}]}]");

        RuleTests.FileResult result = run("""
                rule_files: [r.yml]
                tests:
                  - name: existence alone
                    input_series:
                      - {series: 'one{a="x"}', values: 1}
                      - {series: 'two{a="x", b="1"}', values: 1}
                      - {series: 'two{a="x", b="2"}', values: 1}
                """);

        assertThat(result.cases()).singleElement().satisfies(failure -> {
            assertThat(failure.line()).isEqualTo(3);
            assertThat(failure.verdict().toString()).contains("rule: both", "found duplicate series");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "rule_files: [gone.yml] | gone.yml:1: no such file",
                "rule_files: [bad.yml] | bad.yml:1: groups[0].rules[0].expr: unexpected end of input",
                "tests: [{input_series: [{series: 'up{', values: 1}]}] | tests[0].input_series[0].series: ",
                "tests: [{input_series: [{series: up, values: one}]}] | tests[0].input_series[0].values: no number: one",
                "tests: [{alert_rule_test: [{eval_time: 1m}]}] | tests[0].alert_rule_test[0].alertname: is required",
                "tests: [{alert_rule_test: [{alertname: A, eval_tim: 1m}]}] | eval_tim: unknown key",
                "group_eval_order: [a, a] | group_eval_order: names the group \"a\" twice",
                "tests: [{start_timestamp: noon}] | must be seconds since 1970 or a time",
                "tests: { | t.yml:1: ",
            })
    void aFileThatCannotBeUsedIsAFailure(String yaml, String fault) throws IOException {
        write("bad.yml", "groups: [{name: g, rules: [{alert: A, expr: 'up +'}]}]");
        Path file = write("t.yml", yaml);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(new RuleTests().run(List.of(file), new PrintStream(out, true, StandardCharsets.UTF_8)))
                .isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains(fault.replace("t.yml", file.toString()));
        assertThat(new RuleTests().run(List.of(directory.resolve("missing")), new PrintStream(out)))
                .isEqualTo(1);
    }

    @Test
    void saysWhatWasWantedAndGot() throws IOException {
        Path file = write("t.yml", """
                rule_files: [r.yml]
                tests:
                  - name: first
                    input_series: [{series: 'up{job="a"}', values: 1}]
                    promql_expr_test:
                      - {expr: up, exp_samples: [{labels: 'up{job="a"}', value: 1}]}
                      - {expr: up, exp_samples: [{labels: 'up{job="<b>"}', value: 1}]}
                """);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<RuleTests.FileResult> results = new RuleTests().run(List.of(file));
        assertThat(RuleTests.print(results, new PrintStream(out, true, StandardCharsets.UTF_8)))
                .isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("""
                Unit Testing:  FILE
                  FAILED:
                    FILE:7: first: expr: up, time: 0s
                        exp: {__name__="up", job="<b>"} 1
                        got: {__name__="up", job="a"} 1

                1 passed, 1 failed
                """.replace("FILE", file.toString()));
        assertThat(JunitReport.xml("rules", results.getFirst().cases()))
                .isEqualTo("""
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuites name="rules" tests="2" failures="1" errors="0">
                  <testsuite name="FILE" tests="2" failures="1" errors="0">
                    <testcase classname="FILE" name="line 6: first: expr: up, time: 0s"/>
                    <testcase classname="FILE" name="line 7: first: expr: up, time: 0s">
                      <failure message="not as expected">exp: {__name__=&quot;up&quot;, job=&quot;&lt;b&gt;&quot;} 1&#10;\
                got: {__name__=&quot;up&quot;, job=&quot;a&quot;} 1</failure>
                    </testcase>
                  </testsuite>
                </testsuites>
                """.replace("FILE", file.toString()));
    }

    private boolean passes(String cases) throws IOException {
        return run("""
                rule_files: [r.yml]
                evaluation_interval: 1m
                group_eval_order: [g, i, h]
                tests:
                  - name: only
                    interval: 30s
                    start_timestamp: 1000
                    external_labels: {env: x}
                    external_url: http://t
                    input_series:
                      - {series: 'up{job="a"}', values: '1 1 0x3 1x20'}
                      - {series: 'up{job="b"}', values: '1x30'}
                      - {series: h, values: '{{count:2 sum:3}}x30'}
                    %s
                """.formatted(cases)).passed();
    }

    @Test
    void whatIsExperimentalIsSwitchedOnForRulesAndForTheirTests() throws IOException {
        write("new.yml", "groups: [{name: g, rules: [{record: few, expr: 'limitk(1, up)'}]}]");
        Path file = write("t.yml", """
                rule_files: [new.yml]
                tests:
                  - name: one series is left
                    input_series: [{series: up, values: '1 1'}]
                    promql_expr_test:
                      - {expr: 'limitk(1, few)', eval_time: 1m, exp_samples: [{labels: few, value: 1}]}
                """);

        assertThat(new RuleTests().run(List.of(file)).getFirst().passed()).isFalse();
        assertThat(new RuleTests(Features.of(List.of("promql-experimental-functions")), name -> true)
                        .run(List.of(file))
                        .getFirst()
                        .passed())
                .isTrue();
    }

    @Test
    void onlyTestsOfAChosenNameAreRun() throws IOException {
        Path file = write("t.yml", """
                tests:
                  - {name: good, promql_expr_test: [{expr: '1', exp_samples: [{value: 1}]}]}
                  - {name: bad, promql_expr_test: [{expr: '1', exp_samples: [{value: 2}]}]}
                """);

        RuleTests some = new RuleTests(Features.standard(), name -> name.startsWith("g"));

        assertThat(some.run(List.of(file)).getFirst().cases()).hasSize(1).allMatch(CaseResult::passed);
    }

    private RuleTests.FileResult run(String yaml) throws IOException {
        return new RuleTests().run(List.of(write("t.yml", yaml))).getFirst();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
