package dev.tocsin.api;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * In which format {@code /metrics} is wanted. As with Prometheus' own libraries it is OpenMetrics for who asks for that,
 * in whatever spelling, and Prometheus' text for everybody else; nobody is sent away for what they accept.
 */
final class Wished {
    private static final String OPENMETRICS = "application/openmetrics-text";
    private static final String TEXT = "text/plain";
    private static final List<String> AS_TEXT = List.of(TEXT, "text/*", "*/*");

    private Wished() {}

    /** A media type that is answered in, for what {@code Accept} says; empty where there is no such header. */
    static String format(List<String> accept) {
        double openMetrics = 0;
        double text = 0;
        for (String one : String.join(",", accept).split(",")) {
            String[] parts = one.toLowerCase(Locale.ROOT).split(";", -1);
            String type = parts[0].strip();
            if (type.equals(OPENMETRICS)) {
                openMetrics = Math.max(openMetrics, weight(parts));
            } else if (AS_TEXT.contains(type)) {
                text = Math.max(text, weight(parts));
            }
        }
        return openMetrics > 0 && openMetrics >= text ? OPENMETRICS + "; version=1.0.0; charset=utf-8" : TEXT;
    }

    private static double weight(String[] parts) {
        for (String part : parts) {
            String parameter = part.replace(" ", "");
            if (parameter.startsWith("q=")) {
                return number(parameter.substring(2)).orElse(0.0);
            }
        }
        return 1;
    }

    private static Optional<Double> number(String text) {
        try {
            return Optional.of(Double.valueOf(text));
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }
}
