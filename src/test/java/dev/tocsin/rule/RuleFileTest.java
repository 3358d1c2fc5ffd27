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
