package dev.tocsin.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.model.Labels;
import dev.tocsin.promql.syntax.Expr;
import dev.tocsin.promql.syntax.Features;
import dev.tocsin.promql.syntax.Parsed;
import dev.tocsin.series.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Queries that nobody thought of, put to us and to Debian's Prometheus about the same samples. {@code -Dagreement.rounds=5000} asks more,
 * {@code -Dagreement.seed=7} asks others, {@code -Dagreement.pages=DIRECTORY} asks about pages of an exporter that were saved there, one
 * a scrape.
 */
class RandomAgreementTest {
    private static final int ROUNDS = Integer.getInteger("agreement.rounds", 150);
    private static final long SEED = Long.getLong("agreement.seed", 1);
    private static final String PAGES = System.getProperty("agreement.pages", "");
    private static final long FROM = Recording.START + (PAGES.isEmpty() ? 35 : 19) * 60_000 + 7_000;
    private static final long STEP = 2 * 60_000;

    /** What Prometheus 3 changed, as far as such queries come upon it; {@code docs/promql.md} has the list. */
    private enum Change {
        /** One number that is not finite has a deviation of 0 there. */
        DEVIATION("(stddev|stdvar) ?.*", ".*got .*NaN.*"),
        /** Several on the left side are no fault there when the comparison leaves one of them. */
        MANY_TO_ONE(".* (==|!=|<|>|<=|>=) .*", ".*error.*(many-to-one matching must|grouping labels must).*"),
        /** With {@code @} the window moves on there, though the time is fixed. */
        FIXED_WINDOW("(predict_linear|quantile_over_time|holt_winters)\\(.*@.*", ".*"),
        /** How far before the first sample counting is thought to have begun. */
        EXTRAPOLATION("(rate|increase|delta)\\(.*gappy.*", ".*"),
        /** Which of equals, or of those that are no number: another heap there, and over a range no order. */
        TOP("(topk|bottomk) ?.*", ".*missing.*"),
        /** The last digit of what cannot be told exactly, where it becomes a label. */
        LAST_DIGIT("count_values", "v=.*\\.?[0-9]{9}.*v=.*\\.?[0-9]{9}"),
        LAST_DIGIT_OF_REMAINDER("% a?(tan|sin|cos)", "wanted");

        private final Pattern query;
        private final Pattern difference;

        Change(String query, String difference) {
            this.query = Pattern.compile(query);
            this.difference = Pattern.compile(difference);
        }

        static boolean explains(String asked, String difference) {
            return Arrays.stream(values())
                    .anyMatch(change -> change.query.matcher(asked).find()
                            && change.difference.matcher(difference).find());
        }
    }

    private static final long TO = FROM + 4 * STEP;

    @Test
    void weAnswerAsPrometheusDoes(@TempDir Path directory) throws IOException, InterruptedException {
        assumeThat(DebianPrometheus.isInstalled())
                .as("prometheus and promtool 2.42 are installed")
                .isTrue();
        Recording recording = PAGES.isEmpty() ? new Recording() : Recording.ofPages(Path.of(PAGES));
        RandomQuestions questions = new RandomQuestions(new Random(SEED), recording.labels(), TO);
        List<String> differences = new ArrayList<>();
        int answered = 0;
        try (DebianPrometheus prometheus = DebianPrometheus.start(directory, recording.openMetrics())) {
            Store store = recording.store();
            for (int round = 0; round < ROUNDS; round++) {
                String query = questions.next();
                boolean range = round % 2 == 0;
                Map<String, Map<Long, String>> theirs = theirs(query, range, prometheus);
                Map<String, Map<Long, String>> ours = ours(query, range, store);
                answered += theirs.isEmpty() || theirs.containsKey("error") ? 0 : 1;
                String asked = (range ? "range " : "instant ") + query;
                difference(theirs, ours)
                        .filter(what -> !Change.explains(asked, what))
                        .ifPresent(what -> differences.add(asked + "\n    " + what));
            }
        }
        if (!PAGES.isEmpty() || ROUNDS > 1000) {
            Files.write(Path.of("target/agreement.txt"), differences);
        }
        assertThat(differences).isEmpty();
        assertThat(answered).isGreaterThan(ROUNDS / 4);
    }

    private static Map<String, Map<Long, String>> ours(String query, boolean range, Store store) {
        String modern = query.replace("holt_winters", "double_exponential_smoothing");
        Parsed parsed = Promql.parse(modern, Features.ofSuite());
        if (!(parsed instanceof Parsed.Good(Expr expr))) {
            return error(parsed.toString());
        }
        Engine engine = new Engine(Engine.Options.standard());
        Outcome outcome =
                range ? engine.range(expr, store, new Engine.Range(FROM, TO, STEP)) : engine.instant(expr, store, TO);
        return switch (outcome) {
            case Outcome.Failure failure -> error(failure.message());
            case Outcome.Answer answer -> shown(answer.value());
        };
    }

    private static Map<String, Map<Long, String>> shown(Value value) {
        Map<String, Map<Long, String>> all = new TreeMap<>();
        switch (value) {
            case Value.Matrix matrix ->
                matrix.series().forEach(one -> {
                    Map<Long, String> points = all.computeIfAbsent(one.labels().toString(), missing -> new TreeMap<>());
                    for (int at = 0; at < one.size(); at++) {
                        points.put(one.time(at), Answers.number(one.value(at)));
                    }
                });
            case Value.Vector vector ->
                vector.entries()
                        .forEach(entry -> all.put(
                                entry.labels().toString(), Map.of(entry.timeMillis(), Answers.number(entry.value()))));
            case Value.Scalar scalar -> all.put("{}", Map.of(scalar.timeMillis(), Answers.number(scalar.value())));
            case Value.Text text -> all.put(text.text(), Map.of());
        }
        return all;
    }

    private static Map<String, Map<Long, String>> theirs(String query, boolean range, DebianPrometheus prometheus)
            throws IOException, InterruptedException {
        JsonNode answer = range ? prometheus.range(query, FROM, TO, STEP) : prometheus.instant(query, TO);
        if (!answer.path("status").asText().equals("success")) {
            return error(answer.path("error").asText());
        }
        Map<String, Map<Long, String>> all = new TreeMap<>();
        JsonNode data = answer.path("data");
        if (data.path("resultType").asText().equals("scalar")) {
            all.put("{}", points(List.of(data.path("result"))));
            return all;
        }
        for (JsonNode one : data.path("result")) {
            List<JsonNode> points = new ArrayList<>();
            one.path("values").forEach(points::add);
            if (one.has("value")) {
                points.add(one.path("value"));
            }
            all.put(labels(one.path("metric")).toString(), points(points));
        }
        return all;
    }

    private static Map<Long, String> points(List<JsonNode> points) {
        Map<Long, String> values = new TreeMap<>();
        for (JsonNode point : points) {
            String text = point.path(1).asText();
            double value = switch (text) {
                case "+Inf" -> Double.POSITIVE_INFINITY;
                case "-Inf" -> Double.NEGATIVE_INFINITY;
                default -> Double.parseDouble(text);
            };
            values.put(Math.round(point.path(0).asDouble() * 1000), Answers.number(value));
        }
        return values;
    }

    private static Labels labels(JsonNode metric) {
        Map<String, String> labels = new LinkedHashMap<>();
        metric.properties()
                .forEach(field -> labels.put(field.getKey(), field.getValue().asText()));
        return Labels.of(labels);
    }

    private static Map<String, Map<Long, String>> error(String message) {
        return Map.of("error", Map.of(0L, message));
    }

    /** The first that is not the same; errors may be worded differently. */
    private static Optional<String> difference(
            Map<String, Map<Long, String>> theirs, Map<String, Map<Long, String>> ours) {
        if (theirs.containsKey("error") && ours.containsKey("error")) {
            return Optional.empty();
        }
        if (!theirs.keySet().equals(ours.keySet())) {
            List<String> missing = new ArrayList<>(theirs.keySet());
            missing.removeAll(ours.keySet());
            List<String> extra = new ArrayList<>(ours.keySet());
            extra.removeAll(theirs.keySet());
            return Optional.of("missing " + missing.stream().limit(2).toList() + ", extra "
                    + extra.stream().limit(2).toList() + " of " + theirs.size()
                    + theirs.getOrDefault("error", Map.of()) + ours.getOrDefault("error", Map.of()));
        }
        for (String series : theirs.keySet()) {
            Map<Long, String> their = theirs.getOrDefault(series, Map.of());
            Map<Long, String> our = ours.getOrDefault(series, Map.of());
            boolean same = their.keySet().equals(our.keySet())
                    && their.keySet().stream()
                            .allMatch(at -> Answers.agree(their.getOrDefault(at, ""), our.getOrDefault(at, "")));
            if (!same) {
                return Optional.of(series + ": wanted " + their + ", got " + our);
            }
        }
        return Optional.empty();
    }
}
