package dev.tocsin.scrape;

import java.util.Locale;

/** The formats of a page. */
enum Format {
    /** Prometheus' text format, version 0.0.4. */
    TEXT,
    /** OpenMetrics 1.0: stricter, and it says where it ends. */
    OPENMETRICS;

    /** What we ask for, the best first. */
    static final String ACCEPT = "application/openmetrics-text;version=1.0.0;q=0.5,"
            + "application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.1";

    /** The format of an answer by its {@code Content-Type}; what is not said to be OpenMetrics is read as text. */
    static Format of(String contentType) {
        String type = contentType.toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
        return type.equals("application/openmetrics-text") ? OPENMETRICS : TEXT;
    }
}
