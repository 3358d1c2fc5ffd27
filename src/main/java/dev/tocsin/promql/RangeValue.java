package dev.tocsin.promql;

import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.Labels;
import dev.tocsin.promql.syntax.Expr;
import dev.tocsin.promql.syntax.Expr.Edge;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the matrix that a range query, a range selector or a subquery answers with. */
final class RangeValue {
    private static final Comparator<SeriesData> BY_LABELS = Comparator.comparing(SeriesData::labels);

    private final Evaluation evaluation;
    private final Query query;

    RangeValue(Evaluation evaluation, Query query) {
        this.evaluation = evaluation;
        this.query = query;
    }

    static Value.Matrix matrix(List<Row> rows, Steps steps) {
        List<SeriesData> series = new ArrayList<>(rows.size());
        for (Row row : rows) {
            if (!row.isEmpty()) {
                series.add(series(row, steps));
            }
        }
        series.sort(BY_LABELS);
        return new Value.Matrix(series);
    }

    private static SeriesData series(Row row, Steps steps) {
        Points points = new Points(row.size());
        for (int step = 0; step < row.steps(); step++) {
            if (row.has(step)) {
                points.add(steps.time(step), row.value(step), row.histogram(step));
            }
        }
        return points.series(row.labels());
    }

    /** The points of a range selector or subquery themselves. */
    Value.Matrix of(Expr expr, Scope scope) throws EvaluationFault {
        if (expr instanceof Expr.Subquery subquery) {
            Steps steps = evaluation.steps(subquery, scope);
            query.budget().hold(steps.count());
            List<Row> rows = steps.count() == 0
                    ? List.of()
                    : Names.dropped(evaluation.vector(subquery.inner(), scope.within(steps)));
            return matrix(rows, steps);
        }
        Expr.RangeSelector range = (Expr.RangeSelector) expr;
        long end = scope.times(range.selector().shift()).at(0);
        long start = end - query.positiveMillis(range.range());
        Edge edge = range.selector().edge();
        Window.Frame frame =
                new Window.Frame((end - start) / 1000d, edge, range.span(), query.lookback(), query.notes());
        List<SeriesData> series = new ArrayList<>();
        evaluation.selection().tracks(range, scope, track -> {
            Window window = new Window(track, frame);
            window.move(start, end, end, new double[0]);
            SeriesData points = edge == Edge.PLAIN ? plain(window) : extended(window);
            if (points.size() > 0) {
                query.budget().hold(track.weight());
                series.add(SeriesData.of(track.labels(), points));
            }
        });
        series.sort(BY_LABELS);
        return new Value.Matrix(series);
    }

    private static SeriesData plain(Window window) {
        Points points = new Points(window.floats() + window.histograms());
        int histogram = 0;
        for (int at = 0; at < window.floats(); at++) {
            while (histogram < window.histograms() && window.histogramTime(histogram) < window.time(at)) {
                points.add(window.histogramTime(histogram), 0, window.histogram(histogram++));
            }
            points.add(window.time(at), window.value(at), null);
        }
        while (histogram < window.histograms()) {
            points.add(window.histogramTime(histogram), 0, window.histogram(histogram++));
        }
        return points.series(Labels.empty());
    }

    /** Those within the range, and one at each end of it. */
    private static SeriesData extended(Window window) throws EvaluationFault {
        if (window.histograms() > 0) {
            throw EvaluationFault.of(
                    "smoothed and anchored modifiers of a bare range do not work with native histograms");
        }
        Points points = new Points(window.floats() + 2);
        if (window.floats() > 0) {
            ExtendedRate.Edges edges = ExtendedRate.Edges.of(window, window.floats(), window::time);
            if (!edges.empty(window, window::time)) {
                points.add(window.start(), ExtendedRate.left(window, edges, false), null);
                for (int at = edges.first(); at <= edges.last(); at++) {
                    if (window.time(at) > window.start() && window.time(at) < window.end()) {
                        points.add(window.time(at), window.value(at), null);
                    }
                }
                points.add(window.end(), ExtendedRate.right(window, edges, false), null);
            }
        }
        return points.series(Labels.empty());
    }

    /** Collects points in order of time. */
    private static final class Points {
        private final long[] times;
        private final double[] values;
        private @Nullable FloatHistogram @Nullable [] histograms;
        private int size;

        Points(int capacity) {
            this.times = new long[capacity];
            this.values = new double[capacity];
        }

        void add(long time, double value, @Nullable FloatHistogram histogram) {
            if (histogram != null && histograms == null) {
                histograms = new FloatHistogram[times.length];
            }
            if (histogram != null && histograms != null) {
                histograms[size] = histogram;
            }
            times[size] = time;
            values[size++] = value;
        }

        SeriesData series(Labels labels) {
            return histograms == null
                    ? SeriesData.ofFloats(labels, size, times, values)
                    : SeriesData.of(labels, size, times, values, new SeriesData.Extras(histograms, null));
        }
    }
}
