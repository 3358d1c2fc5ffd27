package dev.tocsin.lab.promqltest;

import dev.tocsin.model.ClassicHistogram;
import dev.tocsin.model.Label;
import dev.tocsin.model.Labels;
import dev.tocsin.promql.syntax.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes native histograms with custom buckets of the classic ones among some series. */
final class ClassicConversion {
    private final Map<Labels, Classic> classics = new LinkedHashMap<>();

    /** The series of one classic histogram: cumulative counts by upper bound, sum and count. */
    private static final class Classic {
        private final TreeMap<Double, List<Point>> buckets = new TreeMap<>();
        private List<Point> sums = List.of();
        private List<Point> counts = List.of();
    }

    ClassicConversion(Map<Labels, List<Point>> series) {
        series.forEach(this::collect);
    }

    private void collect(Labels labels, List<Point> points) {
        String name = labels.metricName();
        if (name.endsWith("_bucket")) {
            OptionalDouble bound = Numbers.parseDecimal(labels.get("le"));
            if (bound.isPresent()) {
                Labels base = labels.without("le").with(Label.METRIC_NAME, cut(name, "_bucket"));
                classic(base).buckets.put(bound.getAsDouble(), points);
            }
        } else if (name.endsWith("_sum")) {
            classic(labels.with(Label.METRIC_NAME, cut(name, "_sum"))).sums = points;
        } else if (name.endsWith("_count")) {
            classic(labels.with(Label.METRIC_NAME, cut(name, "_count"))).counts = points;
        }
    }

    private static String cut(String name, String suffix) {
        return name.substring(0, name.length() - suffix.length());
    }

    private Classic classic(Labels labels) {
        return classics.computeIfAbsent(labels, key -> new Classic());
    }

    Map<Labels, List<Point>> converted() {
        Map<Labels, List<Point>> converted = new LinkedHashMap<>();
        classics.forEach((labels, classic) -> {
            if (!classic.buckets.isEmpty()) {
                converted.put(labels, convert(classic));
            }
        });
        return converted;
    }

    private static List<Point> convert(Classic classic) {
        int size = classic.buckets.values().stream().mapToInt(List::size).max().orElse(0);
        List<Point> points = new ArrayList<>();
        for (int at = 0; at < size; at++) {
            points.add(convert(classic, at));
        }
        return points;
    }

    private static Point convert(Classic classic, int at) {
        ClassicHistogram histogram = new ClassicHistogram();
        boolean any = false;
        for (var bucket : classic.buckets.entrySet()) {
            Double cumulated = number(bucket.getValue(), at);
            if (cumulated != null) {
                any = true;
                histogram.bucket(bucket.getKey(), cumulated);
            }
        }
        Double count = number(classic.counts, at);
        if (count != null) {
            histogram.count(count);
        }
        Double sum = number(classic.sums, at);
        histogram.sum(sum == null ? 0 : sum);
        return any
                ? histogram
                        .converted()
                        .<Point>map(made -> new Point.Histogram(made, false))
                        .orElseGet(Point.Missing::new)
                : new Point.Missing();
    }

    private static @Nullable Double number(List<Point> points, int at) {
        return at < points.size() && points.get(at) instanceof Point.Number number ? number.value() : null;
    }
}
