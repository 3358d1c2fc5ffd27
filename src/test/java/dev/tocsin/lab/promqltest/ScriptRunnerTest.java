package dev.tocsin.lab.promqltest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptRunnerTest {
    private static final String LOADED = """
            load 1m
              m{a="1"} 1 2 3
              m{a="2"} 10 20 30
              h {{schema:0 sum:5 count:4 buckets:[1 2 1]}}x3

            """;

    private final ScriptRunner runner = new ScriptRunner();

    private List<CaseResult> run(String script) {
        return runner.run("script", LOADED + script);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eval instant at 1m m\n  m{a=\"1\"} 2\n  m{a=\"2\"} 20",
                "eval instant at 1m sum(m)\n  {} 22",
                "eval instant at 60 1 + 1\n  2",
                "eval instant at 0 'a'\n  expect string \"a\"",
                "eval instant at 1m topk(1, m)\n  expect ordered\n  m{a=\"2\"} 20",
                "eval_ordered instant at 1m sort_desc(m)\n  m{a=\"2\"} 20\n  m{a=\"1\"} 2",
                "eval range from 0 to 2m step 1m m{a=\"1\"}\n  m{a=\"1\"} 1 2 3",
                "eval range from 0 to 2m step 1m m > 2\n  m{a=\"1\"} _ _ 3\n  m{a=\"2\"} 10+10x2",
                "eval instant at 2m m{a=\"1\"}[2m]\n  expect range vector from 1m to 2m step 1m\n  m{a=\"1\"} 2 3",
                "eval instant at 1m nothing",
                "eval instant at 1m h\n  h {{schema:0 sum:5 count:4 buckets:[1 2 1]}}",
                "eval instant at 1m m + on() m\n  expect fail",
                "eval_fail instant at 1m m + on() m",
                "eval instant at 1m topk(NaN, m)\n  expect fail msg: Parameter value is NaN",
                "eval instant at 1m topk(NaN, m)\n  expect fail regex: ^Param.*NaN$",
                "eval_fail instant at 1m topk(NaN, m)\n  expected_fail_message Parameter value is NaN",
                "eval instant at 1m 1 +\n  expect fail",
                "eval instant at 1m quantile(2, m)\n  expect warn\n  expect no_info\n  {} Inf",
                "eval_warn instant at 1m quantile(2, m)\n  {} Inf",
                "eval instant at 1m max(h)\n  expect info\n  expect no_warn",
                "eval_info instant at 1m max(h)",
            })
    void passesWhatIsRight(String script) {
        assertThat(run(script))
                .hasSize(1)
                .allSatisfy(result -> assertThat(result.verdict()).isEqualTo(new CaseResult.Verdict.Passed()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eval instant at 1m m\n  m{a=\"1\"} 2",
                "eval instant at 1m m{a=\"1\"}\n  m{a=\"1\"} 2\n  m{a=\"2\"} 20",
                "eval instant at 1m m{a=\"1\"}\n  m{a=\"1\"} 2.001",
                "eval instant at 1m m{a=\"1\"}\n  {a=\"1\"} 2",
                "eval instant at 1m m{a=\"1\"}\n  m{a=\"1\"} {{}}",
                "eval instant at 1m m{a=\"1\"}\n  m{a=\"1\"} 2 2",
                "eval instant at 1m m{a=\"1\"}\n  m{a=\"1\"} _",
                "eval instant at 1m m{a=\"1\"}\n  2",
                "eval instant at 1m sum(m)",
                "eval instant at 1m nothing\n  {} 1",
                "eval instant at 60 1 + 1\n  3",
                "eval instant at 60 1 + 1\n  {} 2",
                "eval instant at 60 1 + 1",
                "eval instant at 0 'a'\n  expect string \"b\"",
                "eval instant at 0 'a'",
                "eval_ordered instant at 1m sort_desc(m)\n  m{a=\"1\"} 2\n  m{a=\"2\"} 20",
                "eval range from 0 to 2m step 1m m{a=\"1\"}\n  m{a=\"1\"} 1 2",
                "eval range from 0 to 2m step 1m m{a=\"1\"}\n  m{a=\"1\"} 1 2 3 4",
                "eval range from 0 to 2m step 1m m{a=\"1\"}\n  m{a=\"1\"} 1 _ 3",
                "eval range from 0 to 2m step 1m m",
                "eval instant at 2m m{a=\"1\"}[2m]\n  m{a=\"1\"} 2 3",
                "eval instant at 1m h\n  h {{schema:0 sum:5 count:4 buckets:[1 2 2]}}",
                "eval instant at 1m h\n  h {{schema:0 sum:5 count:4 buckets:[1 2 1] counter_reset_hint:gauge}}",
                "eval instant at 1m h\n  h 4",
                "eval instant at 1m sum(m)\n  expect fail\n  {} 22",
                "eval_fail instant at 1m sum(m)\n  {} 22",
                "eval instant at 1m topk(NaN, m)",
                "eval instant at 1m topk(NaN, m)\n  expect fail msg: something else",
                "eval instant at 1m topk(NaN, m)\n  expect fail regex: ^nothing",
                "eval instant at 1m 1 +",
                "eval instant at 1m sum(m)\n  expect warn\n  {} 22",
                "eval instant at 1m sum(m)\n  expect info\n  {} 22",
                "eval instant at 1m quantile(2, m)\n  expect no_warn\n  {} Inf",
                "eval instant at 1m quantile(2, m)\n  expect warn msg: something else\n  {} Inf",
                "eval instant at 1m max(h)\n  expect no_info",
            })
    void failsWhatIsWrong(String script) {
        assertThat(run(script)).hasSize(1).noneMatch(CaseResult::passed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evaluate instant at 1m m",
                "eval instant m",
                "eval instant at soon m",
                "eval range from 0 to 2m m",
                "eval range from 2m to 0 step 1m m",
                "eval instant at 1m m\n  expect nothing",
                "eval instant at 1m m\n  expect no_warn msg: x",
                "eval instant at 1m m\n  m{a= 1",
                "load 5m\n  m{a=\"1\" 1",
                "load soon\n  m 1",
                "load 5m\n  m 1y2"
            })
    void failsWhatCannotBeRead(String script) {
        assertThat(run(script)).hasSize(1).noneMatch(CaseResult::passed);
    }

    @Test
    void failsAnEmptyScript() {
        assertThat(runner.run("empty", "# nothing\n")).hasSize(1).noneMatch(CaseResult::passed);
    }

    @Test
    void goesOnAfterWhatCannotBeRead() {
        List<CaseResult> results = run("nonsense\n\neval instant at 0 1\n  1\n\neval instant at 0 2\n  1");
        assertThat(results).extracting(CaseResult::passed).containsExactly(false, true, false);
        assertThat(results).extracting(CaseResult::line).containsExactly(6, 8, 11);
    }

    @Test
    void forgetsOnClear() {
        assertThat(run("clear\n\neval instant at 0 m")).allMatch(CaseResult::passed);
    }

    @Test
    void loadsClassicHistogramsAsNativeOnes() {
        String script = """
                load_with_nhcb 1m
                  c_bucket{le="1"} 1
                  c_bucket{le="2"} 3
                  c_bucket{le="+Inf"} 4
                  c_sum 7
                  c_count 4

                eval instant at 0 c
                  c {{schema:-53 sum:7 count:4 custom_values:[1 2] buckets:[1 2 1]}}

                eval instant at 0 c_count
                  c_count 4
                """;
        assertThat(run(script)).hasSize(2).allMatch(CaseResult::passed);
    }

    @Test
    void printsFailuresAndCounts() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int code =
                runner.run(List.of(Path.of("no/such/file.test")), new PrintStream(bytes, true, StandardCharsets.UTF_8));
        assertThat(code).isEqualTo(1);
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("FAIL no/such/file.test:0: read")
                .endsWith("0 passed, 1 failed\n");
        assertThat(ScriptRunner.described(
                        run("eval instant at 1m sum(m)\n  {} 23").getFirst()))
                .isEqualTo("FAIL script:6: sum(m)\n  want\n    {} 23\n  got\n    {} 22");
    }
}
