package dev.tocsin.scrape;

import dev.tocsin.model.GoFloat;
import dev.tocsin.model.Labels;
import java.nio.charset.StandardCharsets;

/**
 * Which label of a series is a number that bounds something, and how a page writes it. As in Prometheus 3 such a number
 * is written in one way whatever the page has, OpenMetrics' {@code 1.0} rather than {@code 1}, so that a bucket stays
 * the same series when its target changes the format.
 */
enum Bound {
    NONE(""),
    /** Of a bucket of a histogram. */
    BUCKET("le"),
    /** Of a summary. */
    QUANTILE("quantile");

    private static final int HEX = 16;

    /** Before the bits of a number, in a text of ours for a page that is none. */
    private static final char BITS = '#';

    private final String label;

    Bound(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** {@code labels} with the number in OpenMetrics' form; as they are when there is none. */
    Labels normal(Labels labels) {
        String written = this == NONE ? "" : labels.get(label);
        if (written.isEmpty()) {
            return labels;
        }
        String normal = normal(written);
        return normal.equals(written) ? labels : labels.with(label, normal);
    }

    private static String normal(String written) {
        try {
            if (written.charAt(0) == BITS && written.length() == HEX + 1) {
                return text(Double.longBitsToDouble(Long.parseUnsignedLong(written, 1, HEX + 1, HEX)));
            }
            byte[] bytes = written.getBytes(StandardCharsets.UTF_8);
            return text(Numbers.parse(bytes, 0, bytes.length));
        } catch (NumberFormatException none) {
            return written;
        }
    }

    private static String text(double value) {
        if (value == 0) {
            return "0.0";
        }
        String text = GoFloat.general(value);
        boolean plain = Double.isFinite(value) && text.indexOf('.') < 0 && text.indexOf('e') < 0;
        return plain ? text + ".0" : text;
    }
}
