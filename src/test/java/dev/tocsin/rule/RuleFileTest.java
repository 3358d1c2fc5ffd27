package dev.tocsin.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alert.Hold;
import dev.tocsin.alert.RuleKey;
import dev.tocsin.config.Fault;
import dev.tocsin.config.Loaded;
import dev.tocsin.config.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RuleFileTest {
    @Test
    void readsGroupsWithTheirDefaults() {
        RuleFile file = ready("""
            groups:
              - name: api
                interval: 30s
                limit: 5
                query_offset: 10s
                labels: {team: core, tier: one}
                rules:
                  - record: job:up:sum
                    expr: sum by (job) (up)
                    labels: {tier: two}
                  - alert: ApiDown
                    expr: |
                      up == 0
                    for: 1m
                    keep_firing_for: 2m
                    labels: {severity: critical}
                    annotations: {summary: "{{ $labels.instance }} down"}
                  - alert: ApiDown
                    expr: 1
                    labels: {severity: high}
              - name: plain
            """);
        assertThat(file.size()).isEqualTo(3);
        RuleGroup api = file.groups().getFirst();
        assertThat(api.pace()).isEqualTo(new Pace(Duration.ofSeconds(30), Duration.ofSeconds(10), true));
        assertThat(api.limit()).isEqualTo(5);
        assertThat(api.key()).isEqualTo("test.rules.yml;api");
        RecordingRule sum = (RecordingRule) api.rules().getFirst();
        assertThat(sum.labels()).isEqualTo(Map.of("team", "core", "tier", "two"));
        AlertingRule down = (AlertingRule) api.rules().get(1);
        assertThat(down.key()).isEqualTo(new RuleKey("test.rules.yml", "api", "ApiDown", 0));
        assertThat(down.text()).isEqualTo("up == 0");
        assertThat(down.hold()).isEqualTo(new Hold(Duration.ofMinutes(1), Duration.ofMinutes(2)));
        assertThat(down.labels()).isEqualTo(Map.of("team", "core", "tier", "one", "severity", "critical"));
        assertThat(down.annotations()).isEqualTo(Map.of("summary", "{{ $labels.instance }} down"));
        assertThat(api.rules().get(2).key()).isEqualTo(new RuleKey("test.rules.yml", "api", "ApiDown", 1));
        assertThat(file.groups().get(1).pace()).isEqualTo(Pace.standard());
    }

    @Test
    void tellsAllFaultsAtOnce() {
        assertThat(faults("""
            groups:
              - name: a
                intervall: 1m
                rules:
                  - alert: A
                    record: b
                    expr: up
                  - expr: up
                  - alert: C
                  - alert: D
                    expr: sum by (job (up)
                    for: soon
                  - alert: E
                    expr: |
                      sum(rate(
                        up[5m]
                      )) +
                        nothing(1)
                  - record: b
                    expr: up
                    for: 1m
                    keep_firing_for: 1m
                    annotations: {a: b}
                  - record: sum(up{a="b"})
                    expr: up
                    labels: {__name__: x}
              - name: a
              - name: ""
            """)).isEqualTo("""
                    test.rules.yml:3:5: groups[0].intervall: unknown key; did you mean "interval"?
                    test.rules.yml:5:9: groups[0].rules[0]: has both alert and record; write one
                    test.rules.yml:8:9: groups[0].rules[1]: needs one of alert or record
                    test.rules.yml:9:9: groups[0].rules[2].expr: is required
                    test.rules.yml:11:27: groups[0].rules[3].expr: unexpected "(" in grouping opts, expected "," or ")"
                    test.rules.yml:12:14: groups[0].rules[3].for: soon is not a duration; write one such as 30s or 1h30m
                    test.rules.yml:18:13: groups[0].rules[4].expr: unknown function with name "nothing"
                    test.rules.yml:21:14: groups[0].rules[5].for: only alerts have it, and this rule records
                    test.rules.yml:22:26: groups[0].rules[5].keep_firing_for: only alerts have it, and this rule records
                    test.rules.yml:23:22: groups[0].rules[5].annotations: only alerts have them, and this rule records
                    test.rules.yml:24:17: groups[0].rules[6].record: must be a metric name, not a selector; \
                    what is in braces belongs into expr or labels
                    test.rules.yml:26:28: groups[0].rules[6].labels.__name__: is no name for a label
                    test.rules.yml:27:11: groups[1].name: another group of this file is called "a", too
                    test.rules.yml:28:11: groups[2].name: must not be empty\
                    """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "up[5m]|is range vector: every evaluation will fail, it needs an instant vector",
                "'\"text\"'|is string: every evaluation will fail, it needs an instant vector",
            })
    void warnsOfWhatCannotSucceed(String expr, String warning) {
        assertThat(warnings("groups: [{name: a, rules: [{record: b, expr: '" + expr + "'}]}]"))
                .endsWith("groups[0].rules[0].expr: " + warning);
    }

    @Test
    void warnsOfTwins() {
        assertThat(warnings("""
            groups:
              - name: a
                rules:
                  - {record: b, expr: up, labels: {a: b}}
                  - {record: b, expr: up, labels: {a: c}}
              - name: b
                rules:
                  - {record: b, expr: up, labels: {a: b}}
            """))
                .isEqualTo("test.rules.yml:8:18: warning: groups[1].rules[0].record: "
                        + "a rule of the same name and labels stands at line 4");
    }

    @Test
    void saysWhatToTakeOfAResourceOfKubernetes() {
        assertThat(faults("""
            apiVersion: monitoring.coreos.com/v1
            kind: PrometheusRule
            metadata: {name: a, labels: {role: alert-rules}}
            spec: {groups: [{name: a, rules: [{record: b, expr: up}]}]}
            """))
                .isEqualTo("test.rules.yml:4:7: spec: a rule file begins with groups; "
                        + "of this resource of Kubernetes it is what stands under spec");
        assertThat(faults("{kind: PrometheusRule, groups: []}")).isEqualTo("test.rules.yml:1:2: kind: unknown key");
    }

    @Test
    void twinsAreToldApartByTheLabelsOfTheirGroups() {
        assertThat(warnings("""
            groups:
              - {name: a, labels: {zone: a}, rules: [{record: b, expr: up}]}
              - {name: b, labels: {zone: b}, rules: [{record: b, expr: up}]}
            """)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "up{job=\"a\"}|up{job=\"b\"}",
                "sum by (code) (rate(hits{code=~\"2..\"}[1h]))|sum by (code) (rate(hits{code=~\"5..\"}[1h]))",
                "sum without (pod) (hits{verb=~\"[GL].+\"})|sum without (pod) (hits{verb!~\"[GL].+\"})",
                "topk by (job) (1, up{job=\"a\"})|topk by (job) (1, up{job=\"b\"})",
                "up{instance=\"a\"} == 0|up{instance=\"b\"} == 0",
                "1 - (up{job=\"a\"} or down{job=\"a\"})|1 - (up{job=\"b\"} or down{job=\"b\"})",
                "-(a{job=\"a\"} and b)|a{job=\"b\"} unless on (job) b",
                "a{job=\"a\"} / on (job) b|a{job=\"b\"} / ignoring (x) b",
                "a{job=\"a\"} * on (x) group_left (y) b|b * on (x) group_right (y) a{job=\"b\"}",
                "max_over_time(sum by (job) (up{job=\"a\"})[1h:1m])|max_over_time(sum by (job) (up{job=\"b\"})[1h:1m])",
                "label_replace(up{job=\"a\"}, \"x\", \"\", \"\", \"\")|label_replace(up{job=\"b\"}, \"x\", \"\", \"\", \"\")",
                "absent(up{job=\"a\"})|absent_over_time(up{job=\"b\"}[1h])",
                "histogram_quantile(0.9, a{job=\"a\"})|histogram_quantile(0.9, a{job=\"b\"})",
            })
    void rulesOfOneNameThatNeverMeetAreNoTwins(String first, String second) {
        assertThat(twins(first, second)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "up{job=\"a\"}|up{job=~\"a.*\"}",
                "sum(rate(hits{code=~\"2..\"}[1h]))|sum(rate(hits{code=~\"5..\"}[1h]))",
                "sum by (job) (hits{code=\"2\"})|sum by (job) (hits{code=\"5\"})",
                "sum without (code) (hits{code=\"2\"})|sum without (code) (hits{code=\"5\"})",
                "up{job=\"a\"}|up{zone=\"b\"}",
                "up{kept=\"a\"}|up{kept=\"b\"}",
                "up{job=\"a\"} or up|up{job=\"b\"}",
                "a{job=\"a\"} / ignoring (job) b|a{job=\"b\"} / ignoring (job) b",
                "a{job=\"a\"} / on (x) b|a{job=\"b\"} / on (x) b",
                "a{job=\"a\"} * on (x) group_left (job) b|a{job=\"b\"} * on (x) group_left (job) b",
                "absent(up{job=\"a\", job=~\".\"})|absent(up{job=\"b\", job=~\".\"})",
                "absent(up{job=\"a\"} == 1)|absent(up{job=\"b\"} == 1)",
                "vector(scalar(up{job=\"a\"}))|vector(scalar(up{job=\"b\"}))",
                "count_values by (job) (\"job\", up{job=\"a\"})|count_values by (job) (\"job\", up{job=\"b\"})",
                "label_replace(up{job=\"a\"}, \"job\", \"\", \"\", \"\")|label_replace(up{job=\"b\"}, \"job\", \"\", \"\", \"\")",
                "histogram_quantile(0.9, a{le=\"1\"})|histogram_quantile(0.9, a{le=\"2\"})",
            })
    void rulesOfOneNameThatMayMeetAreTwins(String first, String second) {
        assertThat(twins(first, second)).contains("a rule of the same name and labels stands at line 4");
    }

    private static String twins(String first, String second) {
        return warnings("""
            groups:
              - name: a
                rules:
                  - {record: b, expr: '%s', labels: {kept: x}}
                  - {record: b, expr: '%s', labels: {kept: x}}
            """.formatted(first, second));
    }

    @Test
    void printsWhatLoadsAsTheSame() {
        String printed = RulePrinter.print(ready("""
            groups:
              - name: "a: b"
                interval: 90s
                limit: 2
                query_offset: 5s
                labels: {team: core}
                rules:
                  - {record: "job:up:sum", expr: "sum(up)by(job)", labels: {drop: ""}}
                  - alert: ApiDown
                    expr: up{job=~"a\\\\.b"} == 0
                    for: 1m
                    keep_firing_for: 2m
                    annotations: {summary: "{{ $labels.job }}\\n\\"down\\"\\u0007"}
              - name: plain
            """));
        assertThat(printed).isEqualTo("""
            groups:
              - name: "a: b"
                interval: 1m30s
                query_offset: 5s
                limit: 2
                rules:
                  - record: "job:up:sum"
                    expr: "sum by (job) (up)"
                    labels:
                      "drop": ""
                      "team": "core"
                  - alert: "ApiDown"
                    expr: "up{job=~\\"a\\\\\\\\.b\\"} == 0"
                    for: 1m
                    keep_firing_for: 2m
                    labels:
                      "team": "core"
                    annotations:
                      "summary": "{{ $labels.job }}\\n\\"down\\"\\u0007"
              - name: "plain"
                interval: 1m
            """);
        assertThat(RulePrinter.print(ready(printed))).isEqualTo(printed);
    }

    @Test
    void readsAnEmptyFile() {
        assertThat(ready("").groups()).isEmpty();
        assertThat(ready("groups:").groups()).isEmpty();
    }

    private static RuleFile ready(String yaml) {
        return switch (load(yaml)) {
            case Loaded.Ready<RuleFile>(RuleFile file, List<Fault> warnings) -> file;
            case Loaded.Refused<RuleFile>(List<Fault> faults) -> throw new AssertionError(faults);
        };
    }

    private static String faults(String yaml) {
        return switch (load(yaml)) {
            case Loaded.Ready<RuleFile> ready -> throw new AssertionError("no fault");
            case Loaded.Refused<RuleFile>(List<Fault> faults) -> lines(faults);
        };
    }

    private static String warnings(String yaml) {
        return switch (load(yaml)) {
            case Loaded.Ready<RuleFile>(RuleFile file, List<Fault> warnings) -> lines(warnings);
            case Loaded.Refused<RuleFile>(List<Fault> faults) -> throw new AssertionError(faults);
        };
    }

    private static Loaded<RuleFile> load(String yaml) {
        return RuleFile.load(new Source("test.rules.yml", yaml, Path.of(".")), RuleFile.Defaults.standard());
    }

    private static String lines(List<Fault> faults) {
        return faults.stream().map(Fault::toString).collect(Collectors.joining("\n"));
    }
}
