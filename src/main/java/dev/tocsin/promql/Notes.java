package dev.tocsin.promql;

import dev.tocsin.model.GoFloat;
import dev.tocsin.promql.syntax.Quoted;
import dev.tocsin.promql.syntax.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects the warnings and infos of an evaluation, each once, in Prometheus' words. */
final class Notes {
    private final Set<String> warnings = new LinkedHashSet<>();
    private final Set<String> infos = new LinkedHashSet<>();
    private final Map<String, Monotonicity> monotonicity = new LinkedHashMap<>();

    /** What was done to two histograms with different custom bounds or resets. */
    enum Operation {
        ADDITION("addition"),
        SUBTRACTION("subtraction"),
        AGGREGATION("aggregation");

        private final String word;

        Operation(String word) {
            this.word = word;
        }
    }

    private record Monotonicity(
            Span span, long count, long first, long last, double lowest, double highest, double greatest) {
        Monotonicity with(Monotonicity other) {
            return new Monotonicity(
                    span,
                    count + other.count,
                    Math.min(first, other.first),
                    Math.max(last, other.last),
                    Math.min(lowest, other.lowest),
                    Math.max(highest, other.highest),
                    Math.max(greatest, other.greatest));
        }
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    List<String> infos() {
        List<String> all = new ArrayList<>(infos);
        monotonicity.forEach((message, found) -> all.add(message
                + ", from buckets "
                + GoFloat.general(found.lowest)
                + " to "
                + GoFloat.general(found.highest)
                + ", with a max diff of "
                + GoFloat.general(found.greatest, 2)
                + ", over "
                + found.count
                + " samples from "
                + Instant.ofEpochSecond(found.first / 1000)
                + " to "
                + Instant.ofEpochSecond(found.last / 1000)
                + place(found.span)));
        return all;
    }

    private void warn(String message, Span span) {
        warnings.add("PromQL warning: " + message + place(span));
    }

    private void inform(String message, Span span) {
        infos.add("PromQL info: " + message + place(span));
    }

    private static String place(Span span) {
        return " (" + span.place() + ")";
    }

    private static String forMetric(String message, String name) {
        return name.isEmpty() ? message : message + " for metric name " + Quoted.go(name);
    }

    void invalidQuantile(double quantile, Span span) {
        warn("quantile value should be between 0 and 1, got " + GoFloat.general(quantile), span);
    }

    void invalidRatio(double ratio, double capped, Span span) {
        warn(
                "ratio value should be between -1 and 1, got " + GoFloat.general(ratio) + ", capping to "
                        + GoFloat.general(capped),
                span);
    }

    void badBucketLabel(String name, String value, Span span) {
        String message = "bucket label \"le\" is missing or has a malformed value of " + Quoted.go(value);
        warn(forMetric(message, name), span);
    }

    void mixedFloatsHistograms(String name, Span span) {
        warn("encountered a mix of histograms and floats for metric name " + Quoted.go(name), span);
    }

    void mixedInAggregation(Span span) {
        warn("encountered a mix of histograms and floats for aggregation", span);
    }

    void mixedClassicNative(String name, Span span) {
        warn(forMetric("vector contains a mix of classic and native histograms", name), span);
    }

    void notCounter(String name, Span span) {
        warn("this native histogram metric is not a counter: " + Quoted.go(name), span);
    }

    void notGauge(String name, Span span) {
        warn("this native histogram metric is not a gauge: " + Quoted.go(name), span);
    }

    void mixedSchemas(String name, Span span) {
        warn(
                "vector contains a mix of histograms with exponential and custom buckets schemas for metric name "
                        + Quoted.go(name),
                span);
    }

    void incompatibleBuckets(String operator, Span span) {
        warn("incompatible bucket layout encountered for binary operator " + operator, span);
    }

    void sortInRange(Span span) {
        warn("sort is ineffective for range queries since results are always ordered by labels", span);
    }

    void resetConflict(Operation operation, Span span) {
        warn("conflicting counter resets during histogram " + operation.word, span);
    }

    void startOverlap(String name, Span span) {
        warn("sample has start time that overlaps with previous sample timestamp for metric " + Quoted.go(name), span);
    }

    void possiblyNoCounter(String name, Span span) {
        inform(
                "metric might not be a counter, name does not end in _total/_sum/_count/_bucket: " + Quoted.go(name),
                span);
    }

    void possiblyNoCounterType(String name, String type, Span span) {
        inform(
                "metric might not be a counter, __type__ label is not set to \"counter\" or \"histogram\", got "
                        + Quoted.go(type)
                        + ": "
                        + Quoted.go(name),
                span);
    }

    void incompatibleTypes(String left, String operator, String right, Span span) {
        inform(
                "incompatible sample types encountered for binary operator " + Quoted.go(operator) + ": " + left + " "
                        + operator + " " + right,
                span);
    }

    void ignoredInAggregation(String aggregation, Span span) {
        inform("ignored histogram in " + aggregation + " aggregation", span);
    }

    void ignoredInRange(String name, Span span) {
        inform(
                "ignored histograms in a range containing both floats and histograms for metric name "
                        + Quoted.go(name),
                span);
    }

    void quantileOfNan(String name, Span span) {
        inform(forMetric("input to histogram_quantile has NaN observations, result is NaN", name), span);
    }

    void quantileSkewed(String name, Span span) {
        inform(forMetric("input to histogram_quantile has NaN observations, result is skewed higher", name), span);
    }

    void fractionOfNan(String name, Span span) {
        String message = "input to histogram_fraction has NaN observations, which are excluded from all fractions";
        inform(forMetric(message, name), span);
    }

    void reconciledBounds(Operation operation, Span span) {
        inform("mismatched custom buckets were reconciled during " + operation.word, span);
    }

    /** Several such findings become one message that tells their extent. */
    void forcedMonotonicity(String name, Span span, long time, ClassicBuckets.Fix fix) {
        String message = "PromQL info: "
                + forMetric(
                        "input to histogram_quantile needed to be fixed for monotonicity (see"
                                + " https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile)",
                        name);
        Monotonicity found =
                new Monotonicity(span, 1, time, time, fix.lowestBound(), fix.highestBound(), fix.greatestDrop());
        monotonicity.merge(message, found, Monotonicity::with);
    }
}
