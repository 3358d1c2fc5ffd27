package dev.tocsin.lab.ruletest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Loaded;
import dev.tocsin.config.Source;
import dev.tocsin.rule.RuleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prometheus' own promtool and we say the same of rule files and of their tests, of right and of deliberately wrong ones.
 * Nothing is compared where there is no promtool; it comes with Debian's package "prometheus".
 */
final class PromtoolAgreementTest {
    private static final Path PROMTOOL = Path.of("/usr/bin/promtool");
    private static final Path RULES = Path.of("alert-rules");

    private static final List<String> RULE_FILES = List.of(
            "groups: []",
            "",
            "groups: [{name: a, rules: [{alert: A, expr: up}]}]",
            "groups: [{name: a, rules: [{alert: A, expr: 1}]}]",
            "groups: [{name: a, rules: [{alert: A, expr: 'up[5m]'}]}]",
            "groups: [{name: a, rules: [{alert: A, expr: up, for: 1m, keep_firing_for: 1h30m}]}]",
            "groups: [{name: a, rules: [{alert: A, expr: up, for: 1.5m}]}]",
            "groups: [{name: a, rules: [{alert: A, expr: up, for: 0}]}]",
            "groups: [{name: a, rules: [{alert: A, expr: up, for: 10}]}]",
            "groups: [{name: a, rules: [{alert: A, expr: up, for: -1m}]}]",
            "groups: [{name: a, rules: [{alert: A, expr: 'up +'}]}]",
            "groups: [{name: a, rules: [{alert: A, expr: 'sum(up) by'}]}]",
            "groups: [{name: a, rules: [{alert: A, expr: ''}]}]",
            "groups: [{name: a, rules: [{alert: A}]}]",
            "groups: [{name: a, rules: [{expr: up}]}]",
            "groups: [{name: a, rules: [{alert: A, record: b, expr: up}]}]",
            "groups: [{name: a, rules: [{alert: A, expr: up, unknown: 1}]}]",
            "groups: [{name: a, rule: []}]",
            "groups: [{name: a, interval: 1m, limit: 3}]",
            "groups: [{name: a, interval: soon}]",
            "groups: [{name: a, limit: many}]",
            "groups: [{name: a}, {name: a}]",
            "groups: [{name: ''}]",
            "groups: [{rules: []}]",
            "groups: {}",
            "groups: text",
            "- a",
            "groups: [{name: a, rules: [{record: b, expr: up, for: 1m}]}]",
            "groups: [{name: a, rules: [{record: b, expr: up, keep_firing_for: 1m}]}]",
            "groups: [{name: a, rules: [{record: b, expr: up, annotations: {a: b}}]}]",
            "groups: [{name: a, rules: [{record: b, expr: up, labels: {a: b}}]}]",
            "groups: [{name: a, rules: [{record: b, expr: up, labels: {__name__: b}}]}]",
            "groups: [{name: a, rules: [{record: 'b{c=\"d\"}', expr: up}]}]",
            "groups: [{name: a, rules: [{record: 'a:b:c', expr: up}]}]",
            "groups: [{name: a, rules: [{alert: A, expr: up, labels: {a: '{{ $value'}}]}]",
            "groups: [{name: a, rules: [{alert: A, expr: up, labels: {a: '{{ $value }}'}}]}]",
            "groups: [{name: a, rules: [{alert: A, expr: up, annotations: {a: '{{ nothing }}'}}]}]",
            "groups: [{name: a, rules: [{alert: A, expr: up, annotations: {a: '{{ if }}'}}]}]",
            "groups: [{name: a, rules: [{alert: A, expr: up, annotations: {a: '{{ $unknown }}'}}]}]",
            "groups: [{name: a, rules: [{alert: A, expr: up, annotations: {a: '{{ $labels.b | humanize }}'}}]}]",
            "groups: [{name: a, rules: [{alert: A, expr: up, labels: {a: 1, b: true}}]}]",
            "groups: [{name: a, rules: [{alert: A, expr: up, labels: {a: [1]}}]}]",
            "groups: [{name: a, rules: [{alert: 'A name with spaces', expr: up}]}]");

    private static final List<String> CASES = List.of(
            "alert_rule_test: [{eval_time: 1m, alertname: Down}]",
            "alert_rule_test: [{eval_time: 2m, alertname: Down}]",
            "alert_rule_test: [{eval_time: 2m, alertname: Down, exp_alerts: ["
                    + "{exp_labels: {job: a, severity: high}," + " exp_annotations: {summary: a is 0}}]}]",
            "alert_rule_test: [{eval_time: 2m30s, alertname: Down, exp_alerts: [{exp_labels: {job: a, severity: high},"
                    + " exp_annotations: {summary: a is 0}}]}]",
            "alert_rule_test: [{eval_time: 2m, alertname: Down, exp_alerts: [{exp_labels: {job: a, severity: low},"
                    + " exp_annotations: {summary: a is 0}}]}]",
            "alert_rule_test: [{eval_time: 2m, alertname: Down, exp_alerts: [{exp_labels: {job: a, severity: high}}]}]",
            "alert_rule_test: [{eval_time: 3m, alertname: Down}]",
            "alert_rule_test: [{eval_time: 4m, alertname: Down}]",
            "alert_rule_test: [{eval_time: 5m, alertname: Down}]",
            "alert_rule_test: [{eval_time: 3m, alertname: Inhibited, exp_alerts: [{exp_labels: {}}]}]",
            "alert_rule_test: [{eval_time: 3m, alertname: Inhibited}]",
            "alert_rule_test: [{eval_time: 1m, alertname: Inhibited}]",
            "alert_rule_test: [{eval_time: 1m, alertname: Broken}]",
            "alert_rule_test: [{eval_time: 1m, alertname: Many}]",
            "alert_rule_test: [{eval_time: 1m}]",
            "alert_rule_test: [{alertname: Down}]",
            "promql_expr_test: [{eval_time: 1m, expr: twice, exp_samples: [{labels: 'twice{job=\"a\"}', value: 0},"
                    + " {labels: 'twice{job=\"b\"}', value: 2}]}]",
            "promql_expr_test: [{eval_time: 1m, expr: twice, exp_samples: [{labels: 'twice{job=\"a\"}', value: 0}]}]",
            "promql_expr_test: [{eval_time: 1m, expr: twice}]",
            "promql_expr_test: [{eval_time: 9m, expr: gone}]",
            "promql_expr_test: [{eval_time: 1m, expr: gone, exp_samples: [{labels: gone, value: 1}]}]",
            "promql_expr_test: [{eval_time: 2m, expr: gone, exp_samples: [{labels: gone, value: 1}]}]",
            "promql_expr_test: [{eval_time: 2m, expr: 'ALERTS{alertstate=\"pending\"}'}]",
            "promql_expr_test: [{eval_time: 1m, expr: 'ALERTS{alertstate=\"pending\"}'}]",
            "promql_expr_test: [{eval_time: 2m, expr: 'count(ALERTS)', exp_samples: [{value: 2}]}]",
            "promql_expr_test: [{eval_time: 2m, expr: 'count(ALERTS)', exp_samples: [{value: 1}]}]",
            "promql_expr_test: [{eval_time: 2m, expr: 'ALERTS_FOR_STATE{alertname=\"Down\"}',"
                    + " exp_samples: [{labels: 'ALERTS_FOR_STATE{alertname=\"Down\",job=\"a\",severity=\"high\"}',"
                    + " value: 60}]}]",
            "promql_expr_test: [{eval_time: 2m, expr: 1 / 3, exp_samples: [{value: 0.3333333333333333}]}]",
            "promql_expr_test: [{eval_time: 2m, expr: 1 / 3, exp_samples: [{value: 0.33}]}]",
            "promql_expr_test: [{eval_time: 2m, expr: 0 / 0, exp_samples: [{value: .nan}]}]",
            "promql_expr_test: [{eval_time: 2m, expr: 'up +', exp_samples: []}]",
            "promql_expr_test: [{eval_time: 2m, expr: 'up[1m]', exp_samples: []}]",
            "promql_expr_test: [{eval_time: 2m, expr: '\"text\"', exp_samples: []}]",
            "promql_expr_test: [{eval_time: 2m, expr: after, exp_samples: [{labels: after, value: 1}]}]",
            "promql_expr_test: [{eval_time: 2m, expr: up, unknown: 1}]",
            "input_serie: []");

    private static final String TESTED = """
            groups:
              - name: first
                rules:
                  - {record: twice, expr: up * 2}
                  - alert: Down
                    expr: up == 0
                    for: 1m
                    keep_firing_for: 1m
                    labels: {severity: high}
                    annotations: {summary: '{{ $labels.job }} is {{ $value }}'}
                  - {alert: Inhibited, expr: 'count(ALERTS{alertname="Down",alertstate="firing"}) == 1'}
                  - {alert: Broken, expr: up == 0, annotations: {a: '{{ index $labels 5 }}'}}
                  - {record: gone, expr: 'sum(up{job="b"} == 1) == 1 and on () time() < 150'}
              - name: second
                limit: 5
                rules:
                  - {alert: Many, expr: up}
                  - {record: after, expr: count(twice) - 1}
            """;

    @TempDir
    private Path directory;

    @TestFactory
    Stream<DynamicTest> acceptsWhatIsShipped() throws IOException {
        return whereFound(List.of(
                DynamicTest.dynamicTest(
                        "rules",
                        () -> assertThat(promtool(RULES, "check", "rules", files(RULES, ".rules.yml")))
                                .isZero()),
                DynamicTest.dynamicTest(
                        "tests",
                        () -> assertThat(promtool(
                                        RULES.resolve("tests"),
                                        "test",
                                        "rules",
                                        files(RULES.resolve("tests"), ".test.yml")))
                                .isZero())));
    }

    @TestFactory
    Stream<DynamicTest> refusesTheSameRuleFiles() {
        return whereFound(RULE_FILES.stream()
                .map(yaml -> DynamicTest.dynamicTest("file: " + yaml, () -> {
                    Files.writeString(directory.resolve("r.yml"), yaml);
                    boolean accepted = promtool(directory, "check", "rules", List.of("r.yml")) == 0;
                    assertThat(isLoaded(yaml)).isEqualTo(accepted);
                }))
                .toList());
    }

    @TestFactory
    Stream<DynamicTest> failsTheSameTests() {
        return whereFound(CASES.stream()
                .map(test -> DynamicTest.dynamicTest(test, () -> {
                    Files.writeString(directory.resolve("r.yml"), TESTED);
                    Path file = Files.writeString(directory.resolve("t.yml"), """
                            rule_files: [r.yml]
                            evaluation_interval: 1m
                            group_eval_order: [first, second]
                            tests:
                              - interval: 1m
                                input_series:
                                  - {series: 'up{job="a"}', values: '1 0 0 1 1 1'}
                                  - {series: 'up{job="b"}', values: '1 1 1 1 1 1'}
                                %s
                            """.formatted(test));
                    boolean passed = promtool(directory, "test", "rules", List.of("t.yml")) == 0;
                    assertThat(new RuleTests().run(List.of(file)).getFirst().passed())
                            .isEqualTo(passed);
                }))
                .toList());
    }

    private static Stream<DynamicTest> whereFound(List<DynamicTest> tests) {
        return Files.isExecutable(PROMTOOL)
                ? tests.stream()
                : Stream.of(DynamicTest.dynamicTest(
                        "skipped", () -> Assumptions.abort("there is no " + PROMTOOL + ": nothing is compared")));
    }

    private static boolean isLoaded(String yaml) {
        Source source = new Source("r.yml", yaml, Path.of("."));
        return RuleFile.load(source, RuleFile.Defaults.standard()) instanceof Loaded.Ready;
    }

    private static int promtool(Path directory, String verb, String noun, List<String> files)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(PROMTOOL.toString(), verb, noun));
        command.addAll(files);
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor();
    }

    private static List<String> files(Path directory, String end) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(end))
                    .sorted()
                    .toList();
        }
    }
}
