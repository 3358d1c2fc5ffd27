package dev.tocsin.lab.ruletest;

import dev.tocsin.config.Fields;
import dev.tocsin.lab.promqltest.Point;
import dev.tocsin.lab.promqltest.ScriptFault;
import dev.tocsin.lab.promqltest.SeriesLine;
import dev.tocsin.lab.promqltest.SeriesNotation;
import dev.tocsin.lab.ruletest.TestFile.AlertCase;
import dev.tocsin.lab.ruletest.TestFile.Expected;
import dev.tocsin.lab.ruletest.TestFile.ExprCase;
import dev.tocsin.lab.ruletest.TestFile.Scenario;
import dev.tocsin.lab.ruletest.TestFile.Setting;
import dev.tocsin.lab.ruletest.TestFile.Wanted;
import dev.tocsin.model.Labels;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a file of unit tests. */
final class TestFileReader {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private TestFileReader() {}

    static TestFile read(Fields in) {
        Duration interval = interval(in, "evaluation_interval", MINUTE);
        List<String> order = in.texts("group_eval_order");
        Set<String> seen = new HashSet<>();
        order.stream()
                .filter(name -> !seen.add(name))
                .forEach(name -> in.fault("group_eval_order", "names the group \"" + name + "\" twice"));
        return new TestFile(
                in.texts("rule_files"),
                interval,
                order,
                in.flag("fuzzy_compare", false),
                in.list("tests", test -> scenario(test, interval)));
    }

    private static Duration interval(Fields in, String key, Duration standard) {
        return in.optionalDuration(key).filter(given -> !given.isZero()).orElse(standard);
    }

    private static Scenario scenario(Fields in, Duration interval) {
        return new Scenario(
                in.place().line(),
                in.text("name", ""),
                in.parsed("start_timestamp", TestFileReader::start, Instant.EPOCH),
                interval(in, "interval", interval),
                in.list("input_series", TestFileReader::series).stream()
                        .flatMap(Optional::stream)
                        .toList(),
                new Setting(Labels.of(in.textMap("external_labels")), in.text("external_url", "")),
                in.list("alert_rule_test", TestFileReader::alertCase),
                in.list("promql_expr_test", TestFileReader::exprCase));
    }

    /** Seconds since 1970, or a date and time with its zone. */
    private static Instant start(String text) {
        try {
            return Instant.ofEpochMilli(new BigDecimal(text).movePointRight(3).longValue());
        } catch (NumberFormatException noNumber) {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException noTime) {
                throw new IllegalArgumentException(
                        "must be seconds since 1970 or a time such as 2026-01-31T12:00:00Z, not " + text, noTime);
            }
        }
    }

    private static Optional<SeriesLine> series(Fields in) {
        Optional<Labels> labels = notation(in, "series", SeriesNotation::labels);
        Optional<List<Point>> points = notation(in, "values", SeriesNotation::values);
        return labels.flatMap(name -> points.map(found -> new SeriesLine(name, found)));
    }

    /** Something in the notation of series. */
    private interface Notation<T> {
        T read(String text) throws ScriptFault;
    }

    private static <T> Optional<T> notation(Fields in, String key, Notation<T> notation) {
        String text = in.text(key);
        try {
            return Optional.of(notation.read(text));
        } catch (ScriptFault fault) {
            if (in.has(key)) {
                in.fault(key, String.valueOf(fault.getMessage()));
            }
            return Optional.empty();
        }
    }

    private static AlertCase alertCase(Fields in) {
        return new AlertCase(
                in.place().line(),
                in.duration("eval_time", Duration.ZERO),
                in.text("alertname"),
                in.list(
                        "exp_alerts",
                        alert -> new Expected(alert.textMap("exp_labels"), alert.textMap("exp_annotations"))));
    }

    private static ExprCase exprCase(Fields in) {
        return new ExprCase(
                in.place().line(),
                in.duration("eval_time", Duration.ZERO),
                in.text("expr"),
                in.list(
                        "exp_samples",
                        sample -> new Wanted(
                                sample.text("labels", "{}"), sample.number("value", 0), sample.text("histogram", ""))));
    }
}
