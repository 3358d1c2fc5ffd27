package dev.tocsin.scrape;

import dev.tocsin.model.Label;
import dev.tocsin.model.Labels;
import java.nio.charset.StandardCharsets;

/** The labels of an exemplar (OpenMetrics 1.0, "Exemplars"): not to be more than 128 characters together. */
final class Exemplars {
    static final int LONGEST = 128;

    private Exemplars() {}

    /** The labels that the bytes from {@code from} to {@code to} are; throws when they are none of an exemplar. */
    static Labels read(byte[] page, int from, int to, int line) throws Malformed {
        byte[] named = (Label.METRIC_NAME + new String(page, from, to - from, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
        return SeriesText.parse(named, 0, named.length, Spelling.OPEN, line).without(Label.METRIC_NAME);
    }

    static boolean isTooLong(Labels labels) {
        int[] characters = {0};
        labels.forEach((name, value) ->
                characters[0] += name.codePointCount(0, name.length()) + value.codePointCount(0, value.length()));
        return characters[0] > LONGEST;
    }
}
