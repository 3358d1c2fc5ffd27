package dev.tocsin.promql.syntax;

import static dev.tocsin.promql.syntax.Kind.MATRIX;
import static dev.tocsin.promql.syntax.Kind.SCALAR;
import static dev.tocsin.promql.syntax.Kind.STRING;
import static dev.tocsin.promql.syntax.Kind.VECTOR;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every function of the language with the kinds that it takes and gives. */
public final class Signatures {
    private static final Map<String, Signature> ALL = table();

    private Signatures() {}

    /** All, in order of names. */
    public static Collection<Signature> all() {
        return ALL.values();
    }

    static Optional<Signature> named(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    private static Map<String, Signature> table() {
        Map<String, Signature> all = new TreeMap<>();
        List.of("abs", "absent", "acos", "acosh", "asin", "asinh", "atan", "atanh", "ceil", "cos", "cosh", "deg", "exp")
                .forEach(name -> put(all, name, VECTOR, 0, VECTOR));
        List.of("floor", "ln", "log10", "log2", "rad", "sgn", "sin", "sinh", "sort", "sort_desc", "sqrt", "tan", "tanh")
                .forEach(name -> put(all, name, VECTOR, 0, VECTOR));
        List.of(
                        "histogram_avg",
                        "histogram_count",
                        "histogram_sum",
                        "histogram_stddev",
                        "histogram_stdvar",
                        "timestamp")
                .forEach(name -> put(all, name, VECTOR, 0, VECTOR));
        List.of("days_in_month", "day_of_month", "day_of_week", "day_of_year", "hour", "minute", "month", "year")
                .forEach(name -> put(all, name, VECTOR, 1, VECTOR));
        ranges(all);
        shapes(all);
        histograms(all);
        experimental(all);
        return Collections.unmodifiableMap(all);
    }

    private static void ranges(Map<String, Signature> all) {
        List.of(
                        "absent_over_time",
                        "avg_over_time",
                        "changes",
                        "count_over_time",
                        "delta",
                        "deriv",
                        "idelta",
                        "increase")
                .forEach(name -> put(all, name, VECTOR, 0, MATRIX));
        List.of("irate", "last_over_time", "max_over_time", "min_over_time", "present_over_time", "rate", "resets")
                .forEach(name -> put(all, name, VECTOR, 0, MATRIX));
        List.of("stddev_over_time", "stdvar_over_time", "sum_over_time")
                .forEach(name -> put(all, name, VECTOR, 0, MATRIX));
        put(all, "predict_linear", VECTOR, 0, MATRIX, SCALAR);
        put(all, "quantile_over_time", VECTOR, 0, SCALAR, MATRIX);
    }

    private static void shapes(Map<String, Signature> all) {
        put(all, "clamp", VECTOR, 0, VECTOR, SCALAR, SCALAR);
        put(all, "clamp_max", VECTOR, 0, VECTOR, SCALAR);
        put(all, "clamp_min", VECTOR, 0, VECTOR, SCALAR);
        put(all, "round", VECTOR, 1, VECTOR, SCALAR);
        put(all, "label_replace", VECTOR, 0, VECTOR, STRING, STRING, STRING, STRING);
        put(all, "label_join", VECTOR, -1, VECTOR, STRING, STRING, STRING);
        put(all, "pi", SCALAR, 0);
        put(all, "time", SCALAR, 0);
        put(all, "scalar", SCALAR, 0, VECTOR);
        put(all, "vector", VECTOR, 0, SCALAR);
    }

    private static void histograms(Map<String, Signature> all) {
        put(all, "histogram_fraction", VECTOR, 0, SCALAR, SCALAR, VECTOR);
        put(all, "histogram_quantile", VECTOR, 0, SCALAR, VECTOR);
    }

    private static void experimental(Map<String, Signature> all) {
        List.of("first_over_time", "mad_over_time", "ts_of_first_over_time", "ts_of_last_over_time")
                .forEach(name -> trial(all, name, VECTOR, 0, MATRIX));
        List.of("ts_of_max_over_time", "ts_of_min_over_time").forEach(name -> trial(all, name, VECTOR, 0, MATRIX));
        List.of("start", "end", "step", "range").forEach(name -> trial(all, name, SCALAR, 0));
        trial(all, "max_of", SCALAR, 0, SCALAR, SCALAR);
        trial(all, "min_of", SCALAR, 0, SCALAR, SCALAR);
        trial(all, "double_exponential_smoothing", VECTOR, 0, MATRIX, SCALAR, SCALAR);
        trial(all, "histogram_quantiles", VECTOR, 9, VECTOR, STRING, SCALAR, SCALAR);
        trial(all, "info", VECTOR, 1, VECTOR, VECTOR);
        trial(all, "sort_by_label", VECTOR, -1, VECTOR, STRING);
        trial(all, "sort_by_label_desc", VECTOR, -1, VECTOR, STRING);
        trial(all, "start_timestamp", VECTOR, 0, VECTOR);
    }

    private static void put(Map<String, Signature> all, String name, Kind result, int variadic, Kind... arguments) {
        all.put(name, new Signature(name, List.of(arguments), variadic, result, false));
    }

    private static void trial(Map<String, Signature> all, String name, Kind result, int variadic, Kind... arguments) {
        all.put(name, new Signature(name, List.of(arguments), variadic, result, true));
    }
}
