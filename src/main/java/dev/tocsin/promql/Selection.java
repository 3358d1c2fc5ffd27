package dev.tocsin.promql;

import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.FloatHistogram.CounterReset;
import dev.tocsin.model.Sample;
import dev.tocsin.promql.syntax.Expr;
import java.util.ArrayList;
import java.util.List;

/** Reads series for selectors. */
final class Selection {
    private final Query query;

    Selection(Query query) {
        this.query = query;
    }

    private List<SeriesData> read(Expr.Selector selector, long from, long to) throws EvaluationFault {
        return checked(query.source().select(selector.matchers(), from, to));
    }

    private List<SeriesData> checked(List<SeriesData> series) throws EvaluationFault {
        query.budget().checkSeries(series.size());
        query.budget().checkTime();
        return series;
    }

    /** The series that an instant selector looks at, once at each of {@code times}. */
    List<SeriesData> instantSeries(Expr.Selector selector, Scope scope, Scope.Times times) throws EvaluationFault {
        long from = times.first() - query.lookback() + 1;
        // What is told by comparison with the point before needs that as well.
        return times.first() == times.last() && !scope.statsOnly()
                ? checked(query.source().latest(selector.matchers(), from, times.last()))
                : read(selector, from, times.last());
    }

    /** Value of an instant selector: for each series the last sample before each step. */
    List<Row> instant(Expr.Selector selector, Scope scope) throws EvaluationFault {
        if (selector.edge() == Expr.Edge.SMOOTHED) {
            return smoothed(selector, scope);
        }
        Scope.Times times = scope.times(selector.shift());
        List<Row> rows = new ArrayList<>();
        for (SeriesData series : instantSeries(selector, scope, times)) {
            query.budget().series();
            Row row = new Row(series.labels(), false, scope.steps().count());
            fill(row, series, times, scope.statsOnly());
            if (!row.isEmpty()) {
                query.budget().hold(row.weight());
                rows.add(row);
            }
        }
        return rows;
    }

    private void fill(Row row, SeriesData series, Scope.Times times, boolean stats) {
        int at = -1;
        for (int step = 0; step < row.steps(); step++) {
            at = visible(series, at, times.at(step));
            if (at < 0 || isGone(series, at, times.at(step))) {
                continue;
            }
            FloatHistogram histogram = series.histogram(at);
            if (histogram == null) {
                row.set(step, series.value(at));
            } else {
                row.set(step, stats ? compared(series, at, histogram) : histogram);
            }
        }
    }

    /** The hint of a histogram of which only statistics are asked for, told by comparison with the one before. */
    private static FloatHistogram compared(SeriesData series, int at, FloatHistogram histogram) {
        FloatHistogram before = at == 0 ? null : series.histogram(at - 1);
        if (histogram.reset() != CounterReset.UNKNOWN || before == null || before.isStale()) {
            return histogram;
        }
        boolean reset = histogram.isResetAfter(before);
        return histogram.with(reset ? CounterReset.RESET : CounterReset.NOT_RESET);
    }

    /** The last sample at or before {@code time}, looked for from where the step before found it; or -1. */
    static int visible(SeriesData series, int from, long time) {
        int at = from;
        for (int tries = 0; tries < 8; tries++) {
            if (at + 1 >= series.size() || series.time(at + 1) > time) {
                return at;
            }
            at++;
        }
        return series.lastAtOrBefore(time);
    }

    /** Whether the sample is too old at {@code time}, or the end of its series. */
    boolean isGone(SeriesData series, int at, long time) {
        FloatHistogram histogram = series.histogram(at);
        boolean stale = histogram == null ? Sample.isStale(series.value(at)) : histogram.isStale();
        return stale || series.time(at) <= time - query.lookback();
    }

    /** The points for a range selector: one track a series, one after the other. */
    void tracks(Expr.RangeSelector range, Scope scope, Track.Taker taker) throws EvaluationFault {
        Expr.Selector selector = range.selector();
        Scope.Times times = scope.times(selector.shift());
        long length = query.positiveMillis(range.range());
        long before = selector.edge() == Expr.Edge.PLAIN ? 0 : query.lookback();
        long after = selector.edge() == Expr.Edge.SMOOTHED ? query.lookback() : 0;
        Track.Reach reach =
                new Track.Reach(times.first() - length - before + 1, times.last() + after, query.startTimes());
        tracks(selector, reach, scope.statsOnly(), taker);
    }

    private void tracks(Expr.Selector selector, Track.Reach reach, boolean stats, Track.Taker taker)
            throws EvaluationFault {
        for (SeriesData series : read(selector, reach.from(), reach.to())) {
            query.budget().series();
            taker.takeHeld(Track.of(series, reach, stats), query.budget());
        }
    }

    /** Interpolated between the samples before and after each step; without one after, the one before. */
    private List<Row> smoothed(Expr.Selector selector, Scope scope) throws EvaluationFault {
        Scope.Times times = scope.times(selector.shift());
        long lookback = query.lookback();
        List<Row> rows = new ArrayList<>();
        Window.Frame frame = new Window.Frame(0, Expr.Edge.SMOOTHED, selector.span(), lookback, query.notes());
        Track.Reach reach = new Track.Reach(times.first() - lookback + 1, times.last() + lookback, query.startTimes());
        tracks(selector, reach, scope.statsOnly(), track -> {
            Row row = new Row(track.labels(), false, scope.steps().count());
            Window window = new Window(track, frame);
            for (int step = 0; step < row.steps(); step++) {
                window.move(times.at(step), times.at(step), times.at(step), new double[0]);
                smooth(window, row, step);
            }
            if (!row.isEmpty()) {
                query.budget().hold(row.weight());
                rows.add(row);
            }
        });
        return rows;
    }

    private static void smooth(Window window, Row row, int step) {
        if (window.isEmpty() || window.isMixed()) {
            return;
        }
        long time = window.evaluated();
        boolean numbers = window.floats() > 0;
        int size = numbers ? window.floats() : window.histograms();
        int next = 0;
        while (next < size && (numbers ? window.time(next) : window.histogramTime(next)) < time) {
            next++;
        }
        if (numbers) {
            smoothFloat(window, row, step, next);
        } else {
            smoothHistogram(window, row, step, next);
        }
    }

    private static void smoothFloat(Window window, Row row, int step, int next) {
        long time = window.evaluated();
        if (next < window.floats() && window.time(next) == time) {
            row.set(step, window.value(next));
        } else if (next > 0 && next < window.floats()) {
            double before = window.value(next - 1);
            long from = window.time(next - 1);
            row.set(step, before + (window.value(next) - before) * (time - from) / (window.time(next) - from));
        } else if (next > 0) {
            row.set(step, window.value(next - 1));
        }
    }

    private static void smoothHistogram(Window window, Row row, int step, int next) {
        if (next < window.histograms() && window.histogramTime(next) == window.evaluated()) {
            row.set(step, window.histogram(next));
        } else if (next > 0 && next < window.histograms()) {
            smoothBetween(window, row, step, next);
        } else if (next > 0) {
            row.set(step, window.histogram(next - 1));
        }
    }

    private static void smoothBetween(Window window, Row row, int step, int next) {
        FloatHistogram before = window.histogram(next - 1);
        FloatHistogram after = window.histogram(next);
        if (before.isCustom() != after.isCustom()) {
            window.notes().mixedSchemas(window.metricName(), window.span());
            return;
        }
        boolean counter = after.reset() != CounterReset.GAUGE && before.reset() != CounterReset.GAUGE;
        ExtendedHistogramRate.interpolate(
                        window,
                        new ExtendedHistogramRate.Point(window.histogramTime(next - 1), before),
                        new ExtendedHistogramRate.Point(window.histogramTime(next), after),
                        window.evaluated(),
                        counter)
                .ifPresent(between -> row.set(step, between.compact()));
    }
}
