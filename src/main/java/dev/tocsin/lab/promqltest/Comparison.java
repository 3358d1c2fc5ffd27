package dev.tocsin.lab.promqltest;

import dev.tocsin.lab.promqltest.CaseResult.Verdict;
import dev.tocsin.model.Labels;
import dev.tocsin.promql.Outcome;
import dev.tocsin.promql.SeriesData;
import dev.tocsin.promql.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares the outcome of an evaluation with what its script expects. */
final class Comparison {
    private final Eval eval;

    private Comparison(Eval eval) {
        this.eval = eval;
    }

    static Verdict of(Eval eval, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Failure failure -> failure(eval, failure.message());
            case Outcome.Answer answer -> new Comparison(eval).answer(answer);
        };
    }

    /** When there is no answer, be it that the expression does not parse or cannot be evaluated. */
    static Verdict failure(Eval eval, String message) {
        List<Expectation.Fail> fails = eval.all(Expectation.Fail.class);
        boolean fits = !fails.isEmpty()
                && fails.stream().allMatch(fail -> fail.text().test().test(message));
        String wanted = fails.isEmpty()
                ? "an answer"
                : "failure " + fails.getFirst().text().described();
        return fits ? new Verdict.Passed() : new Verdict.Failed(wanted, "failure " + message);
    }

    private Verdict answer(Outcome.Answer answer) {
        if (eval.expects(Expectation.Fail.class)) {
            return new Verdict.Failed("failure", Shown.value(answer.value()));
        }
        return annotations(answer).or(() -> value(answer.value())).orElse(new Verdict.Passed());
    }

    private Optional<Verdict> annotations(Outcome.Answer answer) {
        List<Expectation.Text> warns = eval.all(Expectation.Warn.class).stream()
                .map(Expectation.Warn::text)
                .toList();
        List<Expectation.Text> infos = eval.all(Expectation.Info.class).stream()
                .map(Expectation.Info::text)
                .toList();
        if (eval.expects(Expectation.NoWarn.class) && !answer.warnings().isEmpty()) {
            return Optional.of(
                    new Verdict.Failed("no warning", answer.warnings().toString()));
        }
        if (eval.expects(Expectation.NoInfo.class) && !answer.infos().isEmpty()) {
            return Optional.of(new Verdict.Failed("no info", answer.infos().toString()));
        }
        return messages("warning", warns, answer.warnings()).or(() -> messages("info", infos, answer.infos()));
    }

    private static Optional<Verdict> messages(String kind, List<Expectation.Text> wanted, List<String> got) {
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        for (Expectation.Text text : wanted) {
            if (got.stream().noneMatch(text.test())) {
                return Optional.of(new Verdict.Failed(kind + " " + text.described(), kind + "s " + got));
            }
        }
        for (String message : got) {
            if (wanted.stream().noneMatch(text -> text.test().test(message))) {
                return Optional.of(new Verdict.Failed("no other " + kind, message));
            }
        }
        return Optional.empty();
    }

    private Optional<Verdict> value(Value value) {
        return switch (value) {
            case Value.Text text -> text(text);
            case Value.Scalar scalar -> scalar(scalar);
            case Value.Vector vector -> vector(vector);
            case Value.Matrix matrix -> matrix(matrix);
        };
    }

    private Optional<Verdict> text(Value.Text got) {
        List<Expectation.Words> wanted = eval.all(Expectation.Words.class);
        boolean fits = wanted.size() == 1 && wanted.getFirst().value().equals(got.text());
        return fits ? Optional.empty() : Optional.of(failed(wanted, Shown.value(got)));
    }

    private Optional<Verdict> scalar(Value.Scalar got) {
        List<Expectation.Scalar> wanted = eval.all(Expectation.Scalar.class);
        boolean fits = wanted.size() == 1
                && !eval.expects(Expectation.Series.class)
                && Almost.equal(wanted.getFirst().value(), got.value());
        return fits ? Optional.empty() : Optional.of(failed(wanted, Shown.value(got)));
    }

    private static Verdict failed(List<?> wanted, String got) {
        return new Verdict.Failed(wanted.toString(), got);
    }

    /** Wrong when a scalar or string is expected of what is none. */
    private boolean wrongKind() {
        return eval.expects(Expectation.Scalar.class) || eval.expects(Expectation.Words.class);
    }

    private Optional<Verdict> vector(Value.Vector got) {
        List<Expectation.Series> wanted = eval.all(Expectation.Series.class);
        Verdict failed = new Verdict.Failed(Shown.wanted(eval), Shown.value(got));
        boolean ranged = eval.expects(Expectation.RangeVector.class);
        if (wrongKind() || ranged || wanted.size() != got.entries().size()) {
            return Optional.of(failed);
        }
        boolean ordered = eval.expects(Expectation.Ordered.class);
        Map<Labels, Value.Entry> byLabels = new HashMap<>();
        got.entries().forEach(entry -> byLabels.put(entry.labels(), entry));
        for (int at = 0; at < wanted.size(); at++) {
            Expectation.Series series = wanted.get(at);
            Value.Entry entry = ordered ? got.entries().get(at) : byLabels.get(series.labels());
            if (entry == null || !entry.labels().equals(series.labels()) || !fits(series, entry)) {
                return Optional.of(failed);
            }
        }
        return byLabels.size() == wanted.size() ? Optional.empty() : Optional.of(failed);
    }

    private static boolean fits(Expectation.Series series, Value.Entry entry) {
        return series.points().size() == 1
                && switch (series.points().getFirst()) {
                    case Point.Missing missing -> false;
                    case Point.Number number -> !entry.isHistogram() && Almost.equal(number.value(), entry.value());
                    case Point.Histogram histogram ->
                        entry.histogram() != null && Almost.equal(histogram, entry.histogram());
                };
    }

    private Optional<Verdict> matrix(Value.Matrix got) {
        Verdict failed = new Verdict.Failed(Shown.wanted(eval), Shown.value(got));
        List<Expectation.RangeVector> ranges = eval.all(Expectation.RangeVector.class);
        if (wrongKind() || (eval.range().isEmpty() && ranges.isEmpty())) {
            return Optional.of(failed);
        }
        long from = eval.range()
                .map(range -> range.fromMillis())
                .orElseGet(() -> ranges.getFirst().from());
        long step = eval.range()
                .map(range -> range.stepMillis())
                .orElseGet(() -> ranges.getFirst().step());
        Map<Labels, SeriesData> rest = new HashMap<>();
        got.series().forEach(series -> rest.put(series.labels(), series));
        boolean fits = rest.size() == got.series().size();
        for (Expectation.Series wanted : eval.all(Expectation.Series.class)) {
            List<Integer> places = places(wanted);
            SeriesData series = rest.remove(wanted.labels());
            boolean same =
                    places.isEmpty() ? series == null : series != null && fits(wanted, places, series, from, step);
            fits &= same;
        }
        return fits && rest.isEmpty() ? Optional.empty() : Optional.of(failed);
    }

    private static List<Integer> places(Expectation.Series wanted) {
        List<Integer> places = new ArrayList<>();
        for (int at = 0; at < wanted.points().size(); at++) {
            if (!(wanted.points().get(at) instanceof Point.Missing)) {
                places.add(at);
            }
        }
        return places;
    }

    private static boolean fits(
            Expectation.Series wanted, List<Integer> places, SeriesData series, long from, long step) {
        if (places.size() != series.size()) {
            return false;
        }
        for (int at = 0; at < series.size(); at++) {
            var histogram = series.histogram(at);
            boolean same = series.time(at) == from + places.get(at) * step
                    && switch (wanted.points().get(places.get(at))) {
                        case Point.Missing missing -> false;
                        case Point.Number number -> histogram == null && Almost.equal(number.value(), series.value(at));
                        case Point.Histogram expected -> histogram != null && Almost.equal(expected, histogram);
                    };
            if (!same) {
                return false;
            }
        }
        return true;
    }
}
