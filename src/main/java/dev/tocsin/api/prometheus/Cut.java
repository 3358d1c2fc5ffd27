package dev.tocsin.api.prometheus;

import dev.tocsin.promql.Value;
import java.util.List;

/** Cuts what is longer than the {@code limit} of a request, and says so. */
final class Cut {
    private static final String WARNING = "results truncated due to limit";

    private Cut() {}

    /** At most {@code limit} series of {@code value}; all for 0. */
    static Value to(int limit, Value value, List<String> warnings) {
        return switch (value) {
            case Value.Vector vector -> new Value.Vector(to(limit, vector.entries(), warnings));
            case Value.Matrix matrix -> new Value.Matrix(to(limit, matrix.series(), warnings));
            case Value.Scalar scalar -> scalar;
            case Value.Text text -> text;
        };
    }

    /** At most {@code limit} of {@code all}; all for 0. */
    static <T> List<T> to(int limit, List<T> all, List<String> warnings) {
        if (limit == 0 || all.size() <= limit) {
            return all;
        }
        warnings.add(WARNING);
        return all.subList(0, limit);
    }
}
