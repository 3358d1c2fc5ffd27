package dev.tocsin.promql;

import dev.tocsin.lab.promqltest.Point;
import dev.tocsin.lab.promqltest.ScriptFault;
import dev.tocsin.lab.promqltest.SeriesLine;
import dev.tocsin.lab.promqltest.SeriesNotation;
import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.Matcher;
import dev.tocsin.promql.syntax.Expr;
import dev.tocsin.promql.syntax.Features;
import dev.tocsin.promql.syntax.Parsed;
import java.util.ArrayList;
import java.util.List;

/** Series written in the notation of tests, a sample every half minute, as a source for the engine. */
final class Fixture implements Source {
    static final long STEP = 30_000;

    private final List<SeriesData> series = new ArrayList<>();

    Fixture(String... lines) {
        for (String line : lines) {
            try {
                series.add(data(SeriesNotation.line(line)));
            } catch (ScriptFault fault) {
                throw new AssertionError(fault);
            }
        }
    }

    private static SeriesData data(SeriesLine line) {
        int size = line.points().size();
        long[] times = new long[size];
        double[] values = new double[size];
        FloatHistogram[] histograms = new FloatHistogram[size];
        int count = 0;
        for (int at = 0; at < size; at++) {
            switch (line.points().get(at)) {
                case Point.Missing missing -> {
                    continue;
                }
                case Point.Number number -> values[count] = number.value();
                case Point.Histogram histogram -> histograms[count] = histogram.value();
            }
            times[count++] = at * STEP;
        }
        return SeriesData.of(line.labels(), count, times, values, new SeriesData.Extras(histograms, null));
    }

    static Expr parse(String text) {
        return switch (Promql.parse(text, Features.ofSuite())) {
            case Parsed.Good good -> good.expr();
            case Parsed.Bad bad -> throw new AssertionError(text + ": " + bad.fault());
        };
    }

    @Override
    public List<SeriesData> select(List<Matcher> matchers, long fromMillis, long toMillis) {
        return series.stream()
                .filter(data -> Matcher.allMatch(matchers, data.labels()))
                .toList();
    }
}
