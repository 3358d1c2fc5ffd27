package dev.tocsin.series;

import dev.tocsin.model.Batch;
import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Matcher;
import dev.tocsin.promql.SeriesData;
import dev.tocsin.promql.Source;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The simplest thing that a store could be, to compare with; and random batches to fill both. */
final class Plain {
    private final Map<Labels, TreeMap<Long, Point>> series = new LinkedHashMap<>();

    /** A point, its value as bits. */
    record Point(long bits, @Nullable FloatHistogram histogram, long start) {}

    void append(Batch batch) {
        for (int at = 0; at < batch.size(); at++) {
            TreeMap<Long, Point> points = series.computeIfAbsent(batch.labels(at), missing -> new TreeMap<>());
            FloatHistogram histogram = batch.histogram(at);
            long bits = histogram == null ? Double.doubleToRawLongBits(batch.value(at)) : 0;
            if (points.isEmpty() || points.lastKey() < batch.time(at)) {
                points.put(batch.time(at), new Point(bits, histogram, batch.start(at)));
            }
        }
    }

    /** All points that {@code matchers} select, by series and time. */
    Map<Labels, Map<Long, Point>> select(List<Matcher> matchers, long from, long to) {
        return series.entrySet().stream()
                .filter(entry -> Matcher.allMatch(matchers, entry.getKey()))
                .filter(entry -> !entry.getValue().subMap(from, true, to, true).isEmpty())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().subMap(from, true, to, true)));
    }

    /** Of what {@code matchers} select the last point of each series. */
    Map<Labels, Map<Long, Point>> latest(List<Matcher> matchers, long from, long to) {
        Map<Labels, Map<Long, Point>> latest = new LinkedHashMap<>();
        select(matchers, from, to).forEach((labels, points) -> {
            Long last = Collections.max(points.keySet());
            latest.put(labels, Map.of(last, points.get(last)));
        });
        return latest;
    }

    Map<Labels, Map<Long, Point>> all() {
        return select(List.of(), Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** The same of a real source. */
    static Map<Labels, Map<Long, Point>> select(Source source, List<Matcher> matchers, long from, long to) {
        return points(source.select(matchers, from, to));
    }

    /** What was selected, by series and time. */
    static Map<Labels, Map<Long, Point>> points(List<SeriesData> selected) {
        Map<Labels, Map<Long, Point>> found = new LinkedHashMap<>();
        for (SeriesData data : selected) {
            Map<Long, Point> points = new TreeMap<>();
            for (int at = 0; at < data.size(); at++) {
                FloatHistogram histogram = data.histogram(at);
                long bits = histogram == null ? Double.doubleToRawLongBits(data.value(at)) : 0;
                points.put(data.time(at), new Point(bits, histogram, data.start(at)));
            }
            // A series without points inside may be left out, and need not be.
            if (!points.isEmpty() && found.put(data.labels(), points) != null) {
                throw new AssertionError("twice: " + data.labels());
            }
        }
        return found;
    }

    static Map<Labels, Map<Long, Point>> all(Source source) {
        return select(source, List.of(), Long.MIN_VALUE / 2, Long.MAX_VALUE);
    }

    /** A batch at about {@code time} of some of {@code count} series; now and then late, doubled or rare. */
    static Batch batch(Random random, int count, long time) {
        Batch batch = new Batch(1);
        for (int number = 0; number < count; number++) {
            if (random.nextInt(4) == 0) {
                continue;
            }
            Labels labels = Labels.of(
                    "__name__", "metric_" + number % 5, "job", "job-" + number % 3, "instance", "host-" + number);
            long at = random.nextInt(20) == 0 ? time - random.nextInt(60_000) : time;
            if (random.nextInt(30) == 0) {
                batch.add(labels, at, FloatHistogram.empty(random.nextInt(4)));
            } else {
                batch.add(labels, at, random.nextInt(3) == 0 ? random.nextDouble() : random.nextInt(3));
            }
            batch.since(random.nextInt(40) == 0 ? at - 1000 : 0);
        }
        return batch;
    }
}
