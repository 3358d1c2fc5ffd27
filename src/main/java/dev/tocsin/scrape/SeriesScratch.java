package dev.tocsin.scrape;

import java.util.Arrays;

/**
 * Writes, for a page that is no text, each series as a text would have it, in one place over and over: so a series is
 * found again by its bytes as in a text, without anything being allocated. The numbers of bounds are written as their
 * bits; {@link Bound} knows.
 */
final class SeriesScratch {
    private static final String HEX = "0123456789abcdef";

    private final Text name = new Text();
    private final Text labels = new Text();
    private final Text text = new Text();
    private final SeriesSpan span = new SeriesSpan();

    /** Bytes that grow. */
    private static final class Text {
        private byte[] bytes = new byte[256];
        private int size;

        void add(int octet) {
            if (size == bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * size);
            }
            bytes[size++] = (byte) octet;
        }

        void add(String ascii) {
            for (int at = 0; at < ascii.length(); at++) {
                add(ascii.charAt(at));
            }
        }

        void add(Text other) {
            while (bytes.length < size + other.size) {
                bytes = Arrays.copyOf(bytes, 2 * bytes.length);
            }
            System.arraycopy(other.bytes, 0, bytes, size, other.size);
            size += other.size;
        }

        /** Adds what {@code field} is, as it stands between quotes. */
        void addEscaped(byte[] page, int from, int to) {
            for (int at = from; at < to; at++) {
                byte here = page[at];
                if (here == '\\' || here == '"' || here == '\n') {
                    add('\\');
                }
                add(here == '\n' ? 'n' : here);
            }
        }
    }

    /** From here on the series of a family. */
    void family(byte[] page, int from, int to) {
        name.size = 0;
        name.addEscaped(page, from, to);
    }

    /** From here on the series of another metric of the family. */
    void metric() {
        labels.size = 0;
    }

    /** One more label of the metric; {@code value} may be empty. */
    void labelName(byte[] page, int from, int to) {
        labels.add(",\"");
        labels.addEscaped(page, from, to);
        labels.add("\"=\"");
    }

    void labelValue(byte[] page, int from, int to) {
        labels.addEscaped(page, from, to);
        labels.add('"');
    }

    /** The series whose name is the family's with {@code suffix}, and whose bound is {@code value}, if any. */
    SeriesSpan series(String suffix, Bound bound, double value, byte[] expected) {
        text.size = 0;
        text.add("{\"");
        text.add(name);
        text.add(suffix);
        text.add('"');
        text.add(labels);
        if (bound != Bound.NONE) {
            addBound(bound, value);
        }
        text.add('}');
        return span(bound, expected);
    }

    private void addBound(Bound bound, double value) {
        text.add(",");
        text.add(bound.label());
        text.add("=\"#");
        long bits = Double.doubleToLongBits(value);
        for (int shift = Long.SIZE - 4; shift >= 0; shift -= 4) {
            text.add(HEX.charAt((int) (bits >>> shift) & 0xf));
        }
        text.add('"');
    }

    private SeriesSpan span(Bound bound, byte[] expected) {
        span.page = text.bytes;
        span.from = 0;
        span.to = text.size;
        span.bound = bound;
        span.expected = Arrays.equals(text.bytes, 0, text.size, expected, 0, expected.length);
        if (!span.expected) {
            span.hash = Cursor.hash(text.bytes, 0, text.size);
        }
        return span;
    }
}
