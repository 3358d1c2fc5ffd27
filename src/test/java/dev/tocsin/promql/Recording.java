package dev.tocsin.promql;

import dev.tocsin.model.Batch;
import dev.tocsin.model.GoFloat;
import dev.tocsin.model.Labels;
import dev.tocsin.series.Demand;
import dev.tocsin.series.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Three quarters of an hour of samples such as a small service has: counters with resets, gauges, a histogram, a summary, series with
 * gaps, at odd times, with NaN and infinity. Always the same.
 */
final class Recording {
    static final long START = 1_700_000_000_000L;
    private static final long LENGTH = Duration.ofMinutes(45).toMillis();
    private static final long STEP = 15_000;

    private final Random random = new Random(42);
    private final Map<Labels, List<Point>> series = new LinkedHashMap<>();

    /** One sample. */
    private record Point(long time, double value) {}

    /** What a series has at a time, given what it had before. */
    private interface Course {
        double at(long time, double before);
    }

    Recording() {
        counters();
        gauges();
        histogram();
        odd();
    }

    private Recording(Path pages) throws IOException {
        Pattern pair = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
        long time = START;
        for (Path page : sorted(pages)) {
            for (String line : Files.readAllLines(page)) {
                int end = line.lastIndexOf(' ');
                if (line.startsWith("#") || end < 0) {
                    continue;
                }
                Map<String, String> labels = new LinkedHashMap<>();
                labels.put("__name__", line.substring(0, end).split("\\{", 2)[0]);
                pair.matcher(line.substring(0, end))
                        .results()
                        .forEach(found ->
                                labels.put(found.group(1), found.group(2).translateEscapes()));
                put(Labels.of(labels), time, number(line.substring(end + 1)));
            }
            time += STEP;
        }
    }

    private static List<Path> sorted(Path pages) throws IOException {
        try (Stream<Path> files = Files.list(pages)) {
            return files.sorted().toList();
        }
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    /** Instead of all that, the text pages of an exporter that the files of a directory hold: one a scrape, in order of names. */
    static Recording ofPages(Path directory) throws IOException {
        return new Recording(directory);
    }

    /** The labels of every series, in order. */
    List<Labels> labels() {
        return List.copyOf(series.keySet());
    }

    private void add(Labels labels, Course course) {
        double value = 0;
        for (long time = START; time < START + LENGTH; time += STEP) {
            value = course.at(time - START, value);
            put(labels, time, value);
        }
    }

    private void put(Labels labels, long time, double value) {
        series.computeIfAbsent(labels, missing -> new ArrayList<>()).add(new Point(time, value));
    }

    private void counters() {
        for (String job : List.of("api", "worker")) {
            for (String instance : List.of("a:80", "b:80")) {
                for (String code : List.of("200", "404", "500")) {
                    int pace = code.equals("200") ? 40 : 3;
                    Labels labels = Labels.of(
                            "__name__", "http_requests_total", "job", job, "instance", instance, "code", code);
                    add(
                            labels,
                            (time, before) ->
                                    random.nextInt(60) == 0 ? random.nextInt(5) : before + random.nextInt(pace));
                }
            }
        }
    }

    private void gauges() {
        for (String room : List.of("attic", "cellar", "hall")) {
            add(
                    Labels.of("__name__", "temperature_celsius", "room", room),
                    (time, before) -> 20 + 10 * Math.sin(time / 600_000.0) + random.nextGaussian());
        }
        for (String instance : List.of("a:80", "b:80")) {
            add(
                    Labels.of("__name__", "memory_bytes", "job", "api", "instance", instance),
                    (time, before) -> 8e9 + random.nextInt(1 << 20) * 4096.0);
            add(
                    Labels.of("__name__", "up", "job", "api", "instance", instance),
                    (time, before) -> random.nextInt(10) == 0 ? 0 : 1);
            String version = instance.startsWith("a") ? "1.2.3" : "1.3.0";
            add(
                    Labels.of("__name__", "build_info", "job", "api", "instance", instance, "version", version),
                    (time, before) -> 1);
        }
    }

    private void histogram() {
        for (String instance : List.of("a:80", "b:80")) {
            double share = 0;
            for (String bound : List.of("0.1", "0.25", "0.5", "1.0", "2.5", "+Inf")) {
                share += 1;
                double pace = share;
                add(
                        Labels.of("__name__", "latency_seconds_bucket", "instance", instance, "le", bound),
                        (time, before) -> Math.floor((time / STEP + 1) * pace * 3.5));
            }
            add(
                    Labels.of("__name__", "latency_seconds_count", "instance", instance),
                    (time, before) -> Math.floor((time / STEP + 1) * 21.0));
            add(
                    Labels.of("__name__", "latency_seconds_sum", "instance", instance),
                    (time, before) -> before + random.nextDouble() * 10);
        }
        for (String quantile : List.of("0.5", "0.9", "0.99")) {
            add(
                    Labels.of("__name__", "rpc_seconds", "quantile", quantile),
                    (time, before) -> Double.parseDouble(quantile) + random.nextDouble());
        }
    }

    private void odd() {
        Labels gappy = Labels.of("__name__", "gappy", "n", "1");
        Labels jittered = Labels.of("__name__", "jittered", "n", "1");
        Labels special = Labels.of("__name__", "special", "kind", "nan");
        Labels infinite = Labels.of("__name__", "special", "kind", "inf");
        for (long time = 0; time < LENGTH; time += STEP) {
            if (time / Duration.ofMinutes(8).toMillis() % 2 == 0) {
                put(gappy, START + time, random.nextInt(100));
            }
            put(jittered, START + time + random.nextInt(9_000), random.nextInt(10));
            put(special, START + time, time / STEP % 7 == 0 ? Double.NaN : time / 1e3);
            put(infinite, START + time, time / STEP % 11 == 0 ? Double.NEGATIVE_INFINITY : 3);
        }
        put(Labels.of("__name__", "lonely"), START + LENGTH * 7 / 8, 12.5);
    }

    /** All of it in a store. */
    Store store() {
        Store store = new Store(Demand.everything(Duration.ofDays(365_000), List.of(), Instant.ofEpochMilli(START)));
        series.forEach((labels, points) -> {
            Batch batch = new Batch();
            points.forEach(point -> batch.add(labels, point.time(), point.value()));
            store.append(batch);
        });
        return store;
    }

    /** All of it as OpenMetrics. */
    String openMetrics() {
        StringBuilder page = new StringBuilder();
        series.forEach((labels, points) -> {
            List<String> pairs = new ArrayList<>();
            labels.forEach((name, value) -> pairs.add(name + "=\""
                    + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\""));
            String text = labels.metricName() + "{" + String.join(",", pairs.subList(1, pairs.size())) + "}";
            for (Point point : points) {
                page.append(text)
                        .append(' ')
                        .append(GoFloat.plain(point.value()))
                        .append(' ')
                        .append(point.time() / 1000)
                        .append(String.format(Locale.ROOT, ".%03d", point.time() % 1000))
                        .append('\n');
            }
        });
        return page.append("# EOF\n").toString();
    }
}
