package dev.tocsin.scrape;

import java.util.List;
import java.util.stream.Stream;

/** The types of OpenMetrics 1.0, with the suffixes that the samples of a family have after its name. */
enum OpenType {
    UNKNOWN("unknown", List.of("")),
    GAUGE("gauge", List.of("")),
    COUNTER("counter", List.of("_total", "_created")),
    SUMMARY("summary", List.of("", "_count", "_sum", "_created")),
    HISTOGRAM("histogram", List.of("_bucket", "_count", "_sum", "_created")),
    GAUGE_HISTOGRAM("gaugehistogram", List.of("_bucket", "_gcount", "_gsum")),
    INFO("info", List.of("_info")),
    STATESET("stateset", List.of(""));

    private final String word;
    private final List<String> suffixes;

    OpenType(String word, List<String> suffixes) {
        this.word = word;
        this.suffixes = suffixes;
    }

    static OpenType of(String word) {
        return Stream.of(values())
                .filter(type -> type.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(word));
    }

    /** What a page calls it. */
    String word() {
        return word;
    }

    List<String> suffixes() {
        return suffixes;
    }

    /** Whether a sample with {@code suffix} counts: it is neither negative nor without a number. */
    boolean counts(String suffix) {
        return this != UNKNOWN
                && this != GAUGE
                && List.of("_total", "_sum", "_count", "_bucket", "_gcount").contains(suffix);
    }

    /** Whether a sample with {@code suffix} may have an exemplar. */
    boolean takesExemplars(String suffix) {
        return switch (this) {
            case COUNTER -> suffix.equals("_total");
            case HISTOGRAM, GAUGE_HISTOGRAM -> suffix.equals("_bucket");
            case UNKNOWN, GAUGE, SUMMARY, INFO, STATESET -> false;
        };
    }

    boolean hasBuckets() {
        return this == HISTOGRAM || this == GAUGE_HISTOGRAM;
    }
}
