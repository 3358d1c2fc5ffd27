package dev.tocsin.promql;

import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.GoFloat;
import dev.tocsin.model.Label;
import dev.tocsin.model.Labels;
import dev.tocsin.promql.syntax.Expr;
import dev.tocsin.promql.syntax.Numbers;
import dev.tocsin.promql.syntax.Quoted;
import dev.tocsin.promql.syntax.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** {@code histogram_quantile}, {@code histogram_quantiles}, {@code histogram_fraction}: of classic and native alike. */
final class HistogramCalls {
    private static final String BUCKET = "le";

    private final Evaluation evaluation;
    private final Query query;

    HistogramCalls(Evaluation evaluation) {
        this.evaluation = evaluation;
        this.query = evaluation.query();
    }

    /** What is asked of each histogram at a step. {@code labels} are those of the result. */
    @FunctionalInterface
    private interface Question {
        void ask(Labels labels, Found found, int step) throws EvaluationFault;
    }

    /** A histogram with the labels that it has in the input. */
    private sealed interface Found {
        Labels labels();

        default String name() {
            return labels().get(Label.METRIC_NAME);
        }

        /** One sample of a native histogram. */
        record Native(Labels labels, FloatHistogram histogram) implements Found {}

        /** The buckets of a classic histogram, each a series of its own. */
        record Classic(Labels labels, ClassicBuckets buckets) implements Found {}
    }

    List<Row> evaluate(Expr.Call call, Scope scope) throws EvaluationFault {
        return switch (call.function().name()) {
            case "histogram_fraction" -> fraction(call, scope);
            case "histogram_quantiles" -> quantiles(call, scope);
            default -> quantile(call, scope);
        };
    }

    private List<Row> quantile(Expr.Call call, Scope scope) throws EvaluationFault {
        Expr asked = call.arguments().get(0).unwrapped();
        Expr input = call.arguments().get(1).unwrapped();
        double[] quantiles = evaluation.scalar(asked, scope);
        noteInvalid(quantiles, asked.span());
        Rows results = new Rows(query.budget(), scope.steps().count());
        each(evaluation.vector(input, scope.forWhole()), input.span(), scope, (labels, found, step) -> {
            double value =
                    quantile(found, quantiles[step], input.span(), scope.steps().time(step));
            results.set(labels, true, step, value);
        });
        return results.list();
    }

    private List<Row> quantiles(Expr.Call call, Scope scope) throws EvaluationFault {
        Expr input = call.arguments().get(0).unwrapped();
        String label = LabelCalls.text(call.arguments().get(1));
        if (label.isEmpty() || !Quoted.isText(label)) {
            throw EvaluationFault.of("invalid label name " + Quoted.go(label));
        }
        List<double[]> asked = new ArrayList<>();
        for (Expr quantile : call.arguments().subList(2, call.arguments().size())) {
            asked.add(evaluation.scalar(quantile, scope));
            noteInvalid(asked.getLast(), quantile.unwrapped().span());
        }
        Rows results = new Rows(query.budget(), scope.steps().count());
        each(evaluation.vector(input, scope.forWhole()), input.span(), scope, (labels, found, step) -> {
            for (double[] quantiles : asked) {
                double quantile = quantiles[step];
                double value =
                        quantile(found, quantile, input.span(), scope.steps().time(step));
                results.set(labels.with(label, openMetrics(quantile)), true, step, value);
            }
        });
        return results.list();
    }

    /** A number as OpenMetrics writes it, always with a point or an exponent. */
    private static String openMetrics(double value) {
        String text = GoFloat.general(value);
        boolean whole = text.chars().allMatch(letter -> Character.isDigit(letter) || letter == '-');
        return whole ? text + ".0" : text;
    }

    private void noteInvalid(double[] quantiles, Span span) {
        for (double quantile : quantiles) {
            if (!(quantile >= 0 && quantile <= 1)) {
                query.notes().invalidQuantile(quantile, span);
            }
        }
    }

    private double quantile(Found found, double quantile, Span input, long time) {
        return switch (found) {
            case Found.Native given -> {
                NativeQuantiles.Place place = new NativeQuantiles.Place(query.notes(), given.name(), input);
                yield new NativeQuantiles(given.histogram()).quantile(quantile, place);
            }
            case Found.Classic given -> {
                ClassicBuckets.Quantile result = given.buckets().quantile(quantile);
                if (result.fix().forced()) {
                    String name = query.names().delayed() ? given.name() : "";
                    query.notes().forcedMonotonicity(name, input, time, result.fix());
                }
                yield result.value();
            }
        };
    }

    private double fraction(Found found, double lower, double upper, Span input) {
        return switch (found) {
            case Found.Native given ->
                new NativeQuantiles(given.histogram())
                        .fraction(lower, upper, new NativeQuantiles.Place(query.notes(), given.name(), input));
            case Found.Classic given -> given.buckets().fraction(lower, upper);
        };
    }

    private List<Row> fraction(Expr.Call call, Scope scope) throws EvaluationFault {
        double[] lower = evaluation.scalar(call.arguments().get(0), scope);
        double[] upper = evaluation.scalar(call.arguments().get(1), scope);
        Expr input = call.arguments().get(2).unwrapped();
        Rows results = new Rows(query.budget(), scope.steps().count());
        each(
                evaluation.vector(input, scope.forWhole()),
                input.span(),
                scope,
                (labels, found, step) ->
                        results.set(labels, true, step, fraction(found, lower[step], upper[step], input.span())));
        return results.list();
    }

    private void each(List<Row> rows, Span span, Scope scope, Question question) throws EvaluationFault {
        List<Labels> keys = new ArrayList<>(rows.size());
        for (Row row : rows) {
            keys.add(row.labels().without(BUCKET));
        }
        for (int step = 0; step < scope.steps().count(); step++) {
            Map<Labels, List<ClassicBuckets.Bucket>> classic = new LinkedHashMap<>();
            Map<Labels, FloatHistogram> natives = new LinkedHashMap<>();
            for (int at = 0; at < rows.size(); at++) {
                sift(rows.get(at), keys.get(at), step, span, natives, classic);
            }
            for (var entry : natives.entrySet()) {
                Labels labels = entry.getKey();
                if (classic.remove(labels.without(BUCKET)) != null) {
                    query.notes().mixedClassicNative(labels.get(Label.METRIC_NAME), span);
                } else {
                    question.ask(query.names().changed(labels), new Found.Native(labels, entry.getValue()), step);
                }
            }
            for (var entry : classic.entrySet()) {
                Found found = new Found.Classic(entry.getKey(), new ClassicBuckets(entry.getValue()));
                question.ask(query.names().changed(entry.getKey()), found, step);
            }
        }
    }

    private void sift(
            Row row,
            Labels key,
            int step,
            Span span,
            Map<Labels, FloatHistogram> natives,
            Map<Labels, List<ClassicBuckets.Bucket>> classic) {
        if (!row.has(step)) {
            return;
        }
        FloatHistogram histogram = row.histogram(step);
        if (histogram != null) {
            natives.put(row.labels(), histogram);
            return;
        }
        String bound = row.labels().get(BUCKET);
        OptionalDouble upper = Numbers.parseDecimal(bound);
        if (upper.isEmpty()) {
            query.notes().badBucketLabel(row.labels().get(Label.METRIC_NAME), bound, span);
            return;
        }
        classic.computeIfAbsent(key, any -> new ArrayList<>())
                .add(new ClassicBuckets.Bucket(upper.getAsDouble(), row.value(step)));
    }
}
