package dev.tocsin.web;

import dev.tocsin.app.QueryDesk;
import dev.tocsin.model.GoFloat;
import dev.tocsin.model.Label;
import dev.tocsin.model.Labels;
import dev.tocsin.promql.Outcome;
import dev.tocsin.promql.Promql;
import dev.tocsin.promql.Source;
import dev.tocsin.promql.Value;
import dev.tocsin.promql.syntax.Expr;
import dev.tocsin.promql.syntax.Parsed;
import java.util.ArrayList;
import java.util.List;

/** A query and its answer: rows of labels and a value, or why there is none. */
public record QueryPage(String query, List<Row> rows, String summary, String fault, List<String> notes) {
    private static final int MOST = 1000;

    /** One series and its value now. */
    public record Row(String series, String value) {}

    static QueryPage of(String query, QueryDesk desk, Source series, long nowMillis) {
        if (query.isBlank()) {
            return new QueryPage("", List.of(), "", "", List.of());
        }
        return switch (Promql.parse(query, desk.options().features())) {
            case Parsed.Bad bad ->
                new QueryPage(query, List.of(), "", bad.fault().toString(), List.of());
            case Parsed.Good(Expr expr) -> answered(query, desk.ask(engine -> engine.instant(expr, series, nowMillis)));
        };
    }

    private static QueryPage answered(String query, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Failure failure -> new QueryPage(query, List.of(), "", failure.message(), List.of());
            case Outcome.Answer(Value value, List<String> warnings, List<String> infos) -> {
                List<Row> rows = rows(value);
                List<String> notes = new ArrayList<>(warnings);
                notes.addAll(infos);
                String summary = Trouble.count(rows.size(), "result")
                        + (rows.size() > MOST ? ", the first " + MOST + " are shown" : "");
                yield new QueryPage(query, rows.stream().limit(MOST).toList(), summary, "", List.copyOf(notes));
            }
        };
    }

    private static List<Row> rows(Value value) {
        return switch (value) {
            case Value.Scalar scalar -> List.of(new Row("scalar", GoFloat.general(scalar.value())));
            case Value.Text text -> List.of(new Row("string", text.text()));
            case Value.Vector vector ->
                vector.entries().stream()
                        .map(entry -> new Row(
                                series(entry.labels()),
                                entry.histogram() == null
                                        ? GoFloat.general(entry.value())
                                        : entry.histogram().toString()))
                        .toList();
            case Value.Matrix matrix ->
                matrix.series().stream()
                        .map(one -> new Row(
                                series(one.labels()),
                                Trouble.count(one.size(), "sample")
                                        + (one.size() == 0
                                                ? ""
                                                : ", the last " + GoFloat.general(one.value(one.size() - 1)))))
                        .toList();
        };
    }

    /** {@code up{job="api"}}. */
    private static String series(Labels labels) {
        Labels rest = labels.without(Label.METRIC_NAME);
        return labels.metricName() + (rest.isEmpty() && !labels.isEmpty() ? "" : rest);
    }
}
