package dev.tocsin.promql;

import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.Labels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a query answers with. Times are epoch milliseconds. */
public sealed interface Value {
    /** As the HTTP API calls it: {@code vector}, {@code matrix}, {@code scalar}, {@code string}. */
    default String kind() {
        return switch (this) {
            case Vector vector -> "vector";
            case Matrix matrix -> "matrix";
            case Scalar scalar -> "scalar";
            case Text text -> "string";
        };
    }

    /** One value for each of some series, in the order that the expression asks for or else in no particular one. */
    record Vector(List<Entry> entries) implements Value {
        public Vector {
            entries = List.copyOf(entries);
        }
    }

    /** The value of one series: {@code value}, or {@code histogram} where that is not null. */
    record Entry(
            Labels labels,
            long timeMillis,
            double value,
            @Nullable FloatHistogram histogram) {
        /** Whether this is a histogram. */
        public boolean isHistogram() {
            return histogram != null;
        }
    }

    /** Points over time for each of some series, ordered by labels. */
    record Matrix(List<SeriesData> series) implements Value {
        public Matrix {
            series = List.copyOf(series);
        }
    }

    /** One number. */
    record Scalar(long timeMillis, double value) implements Value {}

    /** One string. */
    record Text(long timeMillis, String text) implements Value {}
}
