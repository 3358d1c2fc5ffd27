package dev.tocsin.lab.ruletest;

import dev.tocsin.lab.promqltest.CaseResult.Verdict;
import dev.tocsin.lab.promqltest.Point;
import dev.tocsin.lab.promqltest.ScriptFault;
import dev.tocsin.lab.promqltest.SeriesNotation;
import dev.tocsin.lab.ruletest.TestFile.ExprCase;
import dev.tocsin.lab.ruletest.TestFile.Wanted;
import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.FloatHistogram.CounterReset;
import dev.tocsin.model.GoFloat;
import dev.tocsin.model.Labels;
import dev.tocsin.promql.Outcome;
import dev.tocsin.promql.Value;
import dev.tocsin.promql.syntax.Expr;
import dev.tocsin.promql.syntax.ParseFault;
import dev.tocsin.promql.syntax.Parsed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether an expression gives the expected samples: labels, the metric's name among them, and values exactly, in any order.
 * As in promtool, NaN equals nothing.
 *
 * @param fuzzy whether values may differ by one unit in the last place
 */
record ExprComparison(boolean fuzzy) {
    private static final Comparator<Shape> ORDER = Comparator.comparing(Shape::labels);

    private record Shape(
            Labels labels, double value, @Nullable FloatHistogram histogram) {
        @Override
        public String toString() {
            return labels + " " + (histogram == null ? GoFloat.plain(value) : histogram.toString());
        }
    }

    Verdict compare(ExprCase one, Replay replay, Instant at) {
        return switch (replay.parse(one.expr())) {
            case Parsed.Bad(ParseFault fault) -> new Verdict.Failed("an expression", fault.toString());
            case Parsed.Good(Expr expr) -> compare(one.wanted(), replay.ask(expr, at));
        };
    }

    private Verdict compare(List<Wanted> samples, Outcome outcome) {
        List<Shape> wanted = new ArrayList<>();
        try {
            for (Wanted sample : samples) {
                wanted.add(shape(sample));
            }
        } catch (ScriptFault fault) {
            return new Verdict.Failed("samples that can be read", String.valueOf(fault.getMessage()));
        }
        wanted.sort(ORDER);
        return switch (outcome) {
            case Outcome.Failure(Outcome.Cause cause, String message) -> new Verdict.Failed(shown(wanted), message);
            case Outcome.Answer(Value value, List<String> warnings, List<String> infos) ->
                Replay.vector(value)
                        .map(entries -> compare(wanted, entries))
                        .orElseGet(() -> new Verdict.Failed(shown(wanted), "neither a vector nor a scalar"));
        };
    }

    private Verdict compare(List<Shape> wanted, Iterable<Value.Entry> entries) {
        List<Shape> got = new ArrayList<>();
        entries.forEach(entry ->
                got.add(new Shape(entry.labels(), entry.isHistogram() ? 0 : entry.value(), entry.histogram())));
        got.sort(ORDER);
        boolean same = wanted.size() == got.size();
        for (int at = 0; same && at < wanted.size(); at++) {
            same = same(wanted.get(at), got.get(at));
        }
        return same ? new Verdict.Passed() : new Verdict.Failed(shown(wanted), shown(got));
    }

    private boolean same(Shape wanted, Shape got) {
        return wanted.labels().equals(got.labels())
                && Objects.equals(plain(wanted.histogram()), plain(got.histogram()))
                && (wanted.value() == got.value() || (fuzzy && isNeighbour(wanted.value(), got.value())));
    }

    /** What counts of a histogram; nothing where there is none. A histogram's value is 0 on both sides. */
    private static @Nullable FloatHistogram plain(@Nullable FloatHistogram histogram) {
        return histogram == null ? null : histogram.compact().with(CounterReset.UNKNOWN);
    }

    private static boolean isNeighbour(double one, double other) {
        return Math.nextUp(one) == other || Math.nextDown(one) == other;
    }

    private static Shape shape(Wanted sample) throws ScriptFault {
        Labels labels = SeriesNotation.labels(sample.labels());
        if (sample.histogram().isEmpty()) {
            return new Shape(labels, sample.value(), null);
        }
        List<Point> points = SeriesNotation.values(sample.histogram());
        if (points.size() == 1 && points.getFirst() instanceof Point.Histogram histogram) {
            return new Shape(labels, 0, histogram.value());
        }
        throw new ScriptFault("expected one histogram: " + sample.histogram());
    }

    private static String shown(List<Shape> shapes) {
        return shapes.isEmpty()
                ? "nothing"
                : shapes.stream().map(Shape::toString).collect(Collectors.joining("\n"));
    }
}
