package dev.tocsin.scrape;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Says what is wrong with a page of metrics, without a target. Reads nothing but the page; for any thread. */
public final class PageCheck {
    private static final String END = "# EOF";

    private PageCheck() {}

    /** What a page is held to. */
    public enum Kind {
        /** Prometheus' text format as it is described, of which its scraper lets more pass. */
        TEXT,
        /** All of OpenMetrics 1.0. */
        OPENMETRICS
    }

    /** OpenMetrics where a line says that the page ends there, or begins to; else Prometheus' text. */
    public static Kind kind(byte[] page) {
        return new String(page, StandardCharsets.ISO_8859_1).lines().anyMatch(line -> line.startsWith(END))
                ? Kind.OPENMETRICS
                : Kind.TEXT;
    }

    /** A page's first fault: its line, counted from 1, and what is wrong there. */
    public record PageFault(int line, String message) {}

    /** The first fault of {@code page}, if it has one. */
    public static Optional<PageFault> fault(byte[] page, Kind kind) {
        try {
            switch (kind) {
                case TEXT -> TextDemands.check(page);
                case OPENMETRICS ->
                    PageReader.read(page, Format.STRICT_OPENMETRICS, (span, value, histogram, time) -> span.labels());
            }
            return Optional.empty();
        } catch (Malformed fault) {
            return Optional.of(new PageFault(Math.max(1, fault.line()), String.valueOf(fault.getMessage())));
        }
    }
}
