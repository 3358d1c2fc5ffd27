package dev.tocsin.lab.promqltest;

import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.GoFloat;
import dev.tocsin.promql.SeriesData;
import dev.tocsin.promql.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes values for reports, so that want and got can be compared by eye. */
final class Shown {
    private static final int LONGEST = 20_000;

    private Shown() {}

    static String value(Value value) {
        List<String> lines = new ArrayList<>();
        switch (value) {
            case Value.Text text -> lines.add("string " + text.text());
            case Value.Scalar scalar -> lines.add(GoFloat.plain(scalar.value()));
            case Value.Vector vector ->
                vector.entries()
                        .forEach(entry -> lines.add(entry.labels() + " " + point(entry.value(), entry.histogram())));
            case Value.Matrix matrix -> matrix.series().forEach(series -> lines.add(series(series)));
        }
        return joined(lines);
    }

    private static String series(SeriesData series) {
        StringBuilder text = new StringBuilder(series.labels().toString());
        for (int at = 0; at < series.size(); at++) {
            text.append(' ')
                    .append(point(series.value(at), series.histogram(at)))
                    .append('@')
                    .append(GoFloat.plain(series.time(at) / 1000d));
        }
        return text.toString();
    }

    static String wanted(Eval eval) {
        List<String> lines = new ArrayList<>();
        for (Expectation expectation : eval.expectations()) {
            if (expectation instanceof Expectation.Series series) {
                StringBuilder text = new StringBuilder(series.labels().toString());
                series.points().forEach(point -> text.append(' ').append(point(point)));
                lines.add(text.toString());
            } else if (expectation instanceof Expectation.Scalar scalar) {
                lines.add(GoFloat.plain(scalar.value()));
            } else if (expectation instanceof Expectation.Words words) {
                lines.add("string " + words.value());
            }
        }
        return joined(lines);
    }

    private static String point(Point point) {
        return switch (point) {
            case Point.Missing missing -> "_";
            case Point.Number number -> GoFloat.plain(number.value());
            case Point.Histogram histogram -> point(0, histogram.value()) + (histogram.hinted() ? "!" : "");
        };
    }

    private static String point(double value, @Nullable FloatHistogram histogram) {
        if (histogram == null) {
            return GoFloat.plain(value);
        }
        String hint = histogram.reset().name().toLowerCase(Locale.ROOT);
        return "{" + histogram + " schema:" + histogram.schema() + " bounds:" + histogram.bounds() + " zero:"
                + histogram.zeroCount() + "/" + histogram.zeroThreshold() + " " + histogram.positive() + " "
                + histogram.negative() + " " + hint + "}";
    }

    private static String joined(List<String> lines) {
        String text = lines.isEmpty() ? "nothing" : String.join("\n    ", lines);
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    }
}
