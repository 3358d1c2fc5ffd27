package dev.tocsin.lab.promqltest;

import dev.tocsin.model.Buckets;
import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.FloatHistogram.CounterReset;
import dev.tocsin.promql.syntax.Numbers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads {@code {{schema:0 sum:5 count:4 z_bucket:1 z_bucket_w:0.5 buckets:[1 2] offset:1 n_buckets:[1] n_offset:0
 * custom_values:[5 10] counter_reset_hint:gauge}}}; each part may be missing.
 *
 * @param hinted whether a counter_reset_hint was written
 */
record HistogramNotation(FloatHistogram histogram, boolean hinted) {
    private static final Set<String> KEYS = Set.of(
            "schema",
            "sum",
            "count",
            "z_bucket",
            "z_bucket_w",
            "buckets",
            "offset",
            "n_buckets",
            "n_offset",
            "custom_values",
            "counter_reset_hint");

    /** From after the opening braces to after the closing ones. */
    static HistogramNotation read(Scanner scanner) throws ScriptFault {
        Map<String, String> parts = new HashMap<>();
        scanner.skipSpace();
        while (!scanner.takeIf("}}")) {
            String key = scanner.until(":} \t");
            scanner.expect(":");
            if (!KEYS.contains(key)) {
                throw scanner.fault("unknown part of a histogram: " + key);
            }
            boolean list = scanner.takeIf("[");
            String value = scanner.until(list ? "]" : " \t}");
            if (list) {
                scanner.expect("]");
            }
            if (parts.put(key, value) != null) {
                throw scanner.fault("part of a histogram given twice: " + key);
            }
            scanner.skipSpace();
        }
        return new HistogramNotation(histogram(scanner, parts), parts.containsKey("counter_reset_hint"));
    }

    private static FloatHistogram histogram(Scanner scanner, Map<String, String> parts) throws ScriptFault {
        List<Double> bounds = new ArrayList<>();
        for (double bound : numbers(scanner, parts.getOrDefault("custom_values", ""))) {
            bounds.add(bound);
        }
        double[] positive = numbers(scanner, parts.getOrDefault("buckets", ""));
        double[] negative = numbers(scanner, parts.getOrDefault("n_buckets", ""));
        return new FloatHistogram(
                hint(scanner, parts.getOrDefault("counter_reset_hint", "unknown")),
                (int) number(scanner, parts, "schema"),
                number(scanner, parts, "z_bucket_w"),
                number(scanner, parts, "z_bucket"),
                number(scanner, parts, "count"),
                number(scanner, parts, "sum"),
                Buckets.dense((int) number(scanner, parts, "offset"), positive),
                Buckets.dense((int) number(scanner, parts, "n_offset"), negative),
                bounds);
    }

    private static CounterReset hint(Scanner scanner, String word) throws ScriptFault {
        return switch (word) {
            case "unknown" -> CounterReset.UNKNOWN;
            case "reset" -> CounterReset.RESET;
            case "not_reset" -> CounterReset.NOT_RESET;
            case "gauge" -> CounterReset.GAUGE;
            default -> throw scanner.fault("unknown counter_reset_hint: " + word);
        };
    }

    private static double number(Scanner scanner, Map<String, String> parts, String key) throws ScriptFault {
        return number(scanner, parts.getOrDefault(key, "0"));
    }

    private static double number(Scanner scanner, String text) throws ScriptFault {
        return Numbers.parseDecimal(text).orElseThrow(() -> scanner.fault("no number in a histogram: " + text));
    }

    private static double[] numbers(Scanner scanner, String text) throws ScriptFault {
        String[] words = text.isBlank() ? new String[0] : text.strip().split("\\s+");
        double[] numbers = new double[words.length];
        for (int at = 0; at < words.length; at++) {
            numbers[at] = number(scanner, words[at]);
        }
        return numbers;
    }
}
