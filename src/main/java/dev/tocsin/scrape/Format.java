package dev.tocsin.scrape;

import java.util.Locale;

/** The formats of a page. */
enum Format {
    /** Prometheus' text format, version 0.0.4 or 1.0.0. */
    TEXT,
    /** OpenMetrics 1.0: stricter, and it says where it ends. */
    OPENMETRICS,
    /** The same, held to all that the specification demands. */
    STRICT_OPENMETRICS,
    /** Prometheus' protocol buffers, the one that has native histograms. */
    PROTOBUF;

    /** The format of an answer by its {@code Content-Type}; {@code fallback} where that says nothing known. */
    static Format of(String contentType, Format fallback) {
        String type = contentType.toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
        return switch (type) {
            case "application/openmetrics-text" -> OPENMETRICS;
            case "application/vnd.google.protobuf" -> PROTOBUF;
            case "text/plain" -> TEXT;
            default -> fallback;
        };
    }
}
