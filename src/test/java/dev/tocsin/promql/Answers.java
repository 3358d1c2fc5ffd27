package dev.tocsin.promql;

import dev.tocsin.model.GoFloat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was answered: of each query the series with a value for each step, {@code -} where there is none. Written as text so that people
 * can read what Prometheus said.
 */
record Answers(Map<String, Map<String, List<String>>> byQuery) {
    /** Instead of series where the query could not be evaluated. */
    static final Map<String, List<String>> ERROR = Map.of("error", List.of());

    private static final double TOLERANCE = 1e-9;

    static Answers parse(List<String> lines) {
        Map<String, Map<String, List<String>>> answers = new LinkedHashMap<>();
        Map<String, List<String>> open = new TreeMap<>();
        for (String line : lines) {
            if (!line.startsWith("  ")) {
                open = new TreeMap<>();
                answers.put(line, open);
                continue;
            }
            String[] parts = line.strip().split("  ", 2);
            open.put(parts[0], parts.length == 1 ? List.of() : Arrays.asList(parts[1].split(" ")));
        }
        return new Answers(answers);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        byQuery.forEach((query, series) -> {
            lines.add(query);
            new TreeMap<>(series)
                    .forEach((labels, values) ->
                            lines.add(("  " + labels + "  " + String.join(" ", values)).stripTrailing()));
        });
        return lines;
    }

    /** What {@code others} say differently, by query; empty when they agree. */
    Map<String, String> differences(Answers others) {
        Map<String, String> differences = new LinkedHashMap<>();
        byQuery.forEach((query, series) -> {
            Map<String, List<String>> other = others.byQuery().getOrDefault(query, Map.of());
            if (!agree(series, other)) {
                differences.put(query, series + " <> " + other);
            }
        });
        return differences;
    }

    private static boolean agree(Map<String, List<String>> one, Map<String, List<String>> other) {
        return one.keySet().equals(other.keySet())
                && one.entrySet().stream()
                        .allMatch(entry -> agree(entry.getValue(), other.getOrDefault(entry.getKey(), List.of())));
    }

    private static boolean agree(List<String> one, List<String> other) {
        boolean agree = one.size() == other.size();
        for (int at = 0; agree && at < one.size(); at++) {
            agree = agree(one.get(at), other.get(at));
        }
        return agree;
    }

    /** Whether two numbers are the same, but for the order in which the two add up. */
    static boolean agree(String one, String other) {
        return one.equals(other) || isClose(one, other);
    }

    private static boolean isClose(String one, String other) {
        if (!isFinite(one) || !isFinite(other)) {
            return false;
        }
        double left = Double.parseDouble(one);
        double right = Double.parseDouble(other);
        return Math.abs(left - right) <= TOLERANCE * Math.max(1e-3, Math.max(Math.abs(left), Math.abs(right)));
    }

    private static boolean isFinite(String text) {
        return !text.equals("-") && !text.endsWith("Inf") && !text.equals("NaN");
    }

    /** A number of an answer, as the API writes it but with twelve digits. */
    static String number(double value) {
        return GoFloat.general(value, 12);
    }
}
