package dev.tocsin.scrape;

import dev.tocsin.config.Fields;
import dev.tocsin.model.Labels;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How much of a page is taken; what exceeds one of these, after relabelling, makes the whole scrape a failure, as in Prometheus. 0 is no
 * limit.
 *
 * @param samples of the page
 * @param labels of a series, its name among them
 * @param nameBytes of a label's name
 * @param valueBytes of a label's value
 */
record PageLimits(long samples, long labels, long nameBytes, long valueBytes) {
    static final PageLimits NONE = ofSamples(0);

    /** So many samples, of whatever labels. */
    static PageLimits ofSamples(long samples) {
        return new PageLimits(samples, 0, 0, 0);
    }

    /** Reads {@code sample_limit, label_limit, label_name_length_limit, label_value_length_limit}. */
    static PageLimits read(Fields in, PageLimits usual) {
        return new PageLimits(
                limit(in, "sample_limit", usual.samples),
                limit(in, "label_limit", usual.labels),
                limit(in, "label_name_length_limit", usual.nameBytes),
                limit(in, "label_value_length_limit", usual.valueBytes));
    }

    private static long limit(Fields in, String key, long usual) {
        long limit = in.whole(key, usual);
        if (limit < 0) {
            in.fault(key, "must not be negative; 0 is no limit");
        }
        return limit;
    }

    boolean exceededBy(long count) {
        return samples > 0 && count > samples;
    }

    /** Which limit {@code series} exceeds, if any. */
    Optional<String> fault(Labels series) {
        if (labels > 0 && series.size() > labels) {
            return Optional.of(
                    "more than label_limit " + labels + " labels: " + series.size() + " of " + shown(series));
        }
        for (int at = 0; (nameBytes > 0 || valueBytes > 0) && at < series.size(); at++) {
            if (isLonger(series.nameAt(at), nameBytes)) {
                return Optional.of("a name longer than label_name_length_limit " + nameBytes + ": "
                        + shown(series.nameAt(at)) + " of " + shown(series));
            }
            if (isLonger(series.valueAt(at), valueBytes)) {
                return Optional.of("a value longer than label_value_length_limit " + valueBytes + ": "
                        + series.nameAt(at) + " of " + shown(series));
            }
        }
        return Optional.empty();
    }

    private static boolean isLonger(String text, long bytes) {
        return bytes > 0 && text.getBytes(StandardCharsets.UTF_8).length > bytes;
    }

    private static String shown(Labels series) {
        return shown(series.metricName());
    }

    private static String shown(String text) {
        return text.length() <= 50 ? text : text.substring(0, 50) + "…";
    }
}
