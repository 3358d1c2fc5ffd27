package dev.tocsin.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.model.Labels;
import dev.tocsin.promql.syntax.Expr;
import dev.tocsin.promql.syntax.Parsed;
import dev.tocsin.series.Store;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same questions about the same samples to us and to Prometheus 2.42, Debian's. What it answers is written down, so that we are held to
 * it everywhere; where it is installed, what is written down is held to it.
 *
 * <p>No time asked about is the time of a sample: only there do left-open ranges, which Prometheus 3 has, differ from its earlier ones.
 */
class AgreementTest {
    private static final Path WRITTEN = Path.of("src/test/resources/dev/tocsin/promql/prometheus-2.42.answers");
    private static final long FROM = Recording.START + 20 * 60_000 + 7_000;
    private static final long STEP = 5 * 60_000;
    private static final long TO = FROM + 4 * STEP;
    private static final Recording RECORDING = new Recording();

    /**
     * What Prometheus 3 changed, and we with it: {@code atan2} drops the name, and a counter that is extrapolated towards zero goes half an
     * interval at most when its range begins long before its samples.
     */
    private static final List<String> CHANGED = List.of(
            "rate(gappy[5m])",
            "increase(gappy[5m])",
            "rate(gappy[17m])",
            "increase(gappy[17m])",
            "http_requests_total atan2 7",
            "3 atan2 rpc_seconds",
            "rpc_seconds atan2 rpc_seconds");

    private static Answers written() throws IOException {
        try (InputStream in = AgreementTest.class.getResourceAsStream("prometheus-2.42.answers")) {
            assertThat(in).isNotNull();
            String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Answers.parse(text.lines().toList());
        }
    }

    @Test
    void weAnswerAsPrometheusDid() throws IOException {
        Answers theirs = written();
        assertThat(theirs.byQuery().keySet()).containsExactlyElementsOf(Questions.all());
        assertThat(theirs.differences(ours()).keySet()).containsExactlyInAnyOrderElementsOf(CHANGED);
    }

    @Test
    void whatIsWrittenDownIsWhatPrometheusAnswers(@TempDir Path directory) throws IOException, InterruptedException {
        assumeThat(DebianPrometheus.isInstalled())
                .as("prometheus and promtool 2.42 are installed")
                .isTrue();
        Answers theirs = asked(directory);
        if (Boolean.getBoolean("answers.write")) {
            Files.write(WRITTEN, theirs.lines());
        }
        assertThat(theirs.differences(written())).isEmpty();
    }

    @Test
    void promtoolFindsNoFaultInTheRulesThatWeShip_andTheirTestsHoldThere() throws IOException, InterruptedException {
        assumeThat(DebianPrometheus.isInstalled())
                .as("prometheus and promtool 2.42 are installed")
                .isTrue();
        assertThat(DebianPrometheus.tool("check rules", Path.of("alert-rules"), "*.yml"))
                .endsWith("exit 0\n");
        assertThat(DebianPrometheus.tool("check rules", Path.of("src/test/resources/dev/tocsin/rule"), "*.yml"))
                .endsWith("exit 0\n");
        assertThat(DebianPrometheus.tool("test rules", Path.of("alert-rules/tests"), "*.yml"))
                .endsWith("exit 0\n");
    }

    private static Answers ours() {
        Store store = RECORDING.store();
        Engine engine = new Engine(Engine.Options.standard());
        Map<String, Map<String, List<String>>> answers = new LinkedHashMap<>();
        for (String query : Questions.all()) {
            answers.put(query, answer(query, engine, store));
        }
        return new Answers(answers);
    }

    private static Map<String, List<String>> answer(String query, Engine engine, Store store) {
        if (!(Promql.parse(query) instanceof Parsed.Good(Expr expr))) {
            return Answers.ERROR;
        }
        Outcome outcome = query.startsWith("\"")
                ? engine.instant(expr, store, TO)
                : engine.range(expr, store, new Engine.Range(FROM, TO, STEP));
        return switch (outcome) {
            case Outcome.Answer answer -> answer(answer.value());
            case Outcome.Failure failure -> Answers.ERROR;
        };
    }

    private static Map<String, List<String>> answer(Value value) {
        Map<String, List<String>> series = new TreeMap<>();
        switch (value) {
            case Value.Matrix matrix ->
                matrix.series().forEach(one -> {
                    List<String> values = steps();
                    for (int at = 0; at < one.size(); at++) {
                        values.set((int) ((one.time(at) - FROM) / STEP), Answers.number(one.value(at)));
                    }
                    series.put(one.labels().toString(), values);
                });
            case Value.Text text -> series.put(text.text(), List.of());
            case Value.Vector vector -> throw new AssertionError(vector);
            case Value.Scalar scalar -> throw new AssertionError(scalar);
        }
        return series;
    }

    private static List<String> steps() {
        return new ArrayList<>(Arrays.asList("-", "-", "-", "-", "-"));
    }

    private static Answers asked(Path directory) throws IOException, InterruptedException {
        Map<String, Map<String, List<String>>> answers = new LinkedHashMap<>();
        try (DebianPrometheus prometheus = DebianPrometheus.start(directory, RECORDING.openMetrics())) {
            for (String query : Questions.all()) {
                answers.put(query, answer(query, prometheus));
            }
        }
        return new Answers(answers);
    }

    private static Map<String, List<String>> answer(String query, DebianPrometheus prometheus)
            throws IOException, InterruptedException {
        JsonNode answer =
                query.startsWith("\"") ? prometheus.instant(query, TO) : prometheus.range(query, FROM, TO, STEP);
        if (!answer.path("status").asText().equals("success")) {
            return Answers.ERROR;
        }
        Map<String, List<String>> series = new TreeMap<>();
        JsonNode result = answer.path("data").path("result");
        if (answer.path("data").path("resultType").asText().equals("string")) {
            return Map.of(result.path(1).asText(), List.of());
        }
        for (JsonNode one : result) {
            List<String> values = steps();
            for (JsonNode point : one.path("values")) {
                long time = Math.round(point.path(0).asDouble() * 1000);
                values.set(
                        (int) ((time - FROM) / STEP),
                        Answers.number(number(point.path(1).asText())));
            }
            series.put(labels(one.path("metric")).toString(), values);
        }
        return series;
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    private static Labels labels(JsonNode metric) {
        Map<String, String> labels = new LinkedHashMap<>();
        metric.properties()
                .forEach(field -> labels.put(field.getKey(), field.getValue().asText()));
        return Labels.of(labels);
    }
}
