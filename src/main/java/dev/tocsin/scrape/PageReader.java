package dev.tocsin.scrape;

import com.google.re2j.Pattern;
import java.util.Set;

/**
 * Goes through a page and hands each sample over; stops at the first fault. It does not look into a series' labels:
 * who gets the sample knows whether it has seen that text before.
 */
final class PageReader {
    /** The time of a sample that has none of its own. */
    static final long NO_TIME = Long.MIN_VALUE;

    /** Takes one sample. The series' text is in the page from {@code from} to {@code to}. */
    interface Taker {
        void take(Cursor cursor, SeriesSpan span, double value, long timeMillis) throws Malformed;
    }

    /** Where a series' text stands in the page. Used again for each line. */
    static final class SeriesSpan {
        int from;
        int to;
        int hash;
    }

    private static final Set<String> TEXT_TYPES = Set.of("counter", "gauge", "histogram", "summary", "untyped");
    private static final Set<String> OPEN_TYPES =
            Set.of("counter", "gauge", "histogram", "gaugehistogram", "stateset", "info", "summary", "unknown");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*|\"(\\\\.|[^\\\\\"])+\"");
    private static final double MILLIS = 1000;

    private final Cursor cursor;
    private final Taker taker;
    private final SeriesSpan span = new SeriesSpan();

    private PageReader(byte[] page, Taker taker) {
        this.cursor = new Cursor(page);
        this.taker = taker;
    }

    /** Reads all of {@code page}. */
    static void read(byte[] page, Format format, Taker taker) throws Malformed {
        PageReader reader = new PageReader(page, taker);
        switch (format) {
            case TEXT -> reader.text();
            case OPENMETRICS -> reader.openMetrics();
        }
    }

    private void text() throws Malformed {
        while (cursor.nextLine()) {
            cursor.skipBlanks();
            if (cursor.atEnd()) {
                continue;
            }
            if (cursor.peek() == '#') {
                textComment();
            } else {
                textSample();
            }
        }
    }

    private void textComment() throws Malformed {
        cursor.skip();
        cursor.skipBlanks();
        if (cursor.take("HELP ") || cursor.take("HELP\t")) {
            cursor.skipBlanks();
            family();
        } else if (cursor.take("TYPE ") || cursor.take("TYPE\t")) {
            cursor.skipBlanks();
            family();
            cursor.skipBlanks();
            type(TEXT_TYPES);
        }
    }

    private void textSample() throws Malformed {
        series(true);
        cursor.skipBlanks();
        double value = value();
        long time = NO_TIME;
        cursor.skipBlanks();
        if (!cursor.atEnd()) {
            time = millis();
            cursor.skipBlanks();
        }
        if (!cursor.atEnd()) {
            throw cursor.malformed("more text after the timestamp");
        }
        taker.take(cursor, span, value, time);
    }

    private void openMetrics() throws Malformed {
        while (cursor.nextLine()) {
            if (cursor.take("# EOF")) {
                if (!cursor.atEnd() || !cursor.lastLine()) {
                    throw cursor.malformed("more text after # EOF");
                }
                return;
            }
            if (cursor.peek() == '#') {
                openComment();
            } else {
                openSample();
            }
        }
        throw cursor.malformed("the page does not end with # EOF");
    }

    private void openComment() throws Malformed {
        if (cursor.take("# HELP ")) {
            family();
            space();
        } else if (cursor.take("# TYPE ")) {
            family();
            space();
            type(OPEN_TYPES);
        } else if (cursor.take("# UNIT ")) {
            String family = family();
            space();
            int from = cursor.at();
            cursor.skipToken();
            String unit = cursor.text(from);
            if (!unit.isEmpty() && !family.endsWith("_" + unit)) {
                throw cursor.malformed("the name " + family + " does not end with its unit " + Malformed.quote(unit));
            }
        } else {
            throw cursor.malformed("only HELP, TYPE, UNIT and EOF may follow #");
        }
    }

    private void openSample() throws Malformed {
        series(false);
        space();
        double value = value();
        long time = NO_TIME;
        if (!cursor.atEnd() && !exemplar()) {
            space();
            time = seconds();
            if (!cursor.atEnd() && !exemplar()) {
                throw cursor.malformed("more text after the timestamp");
            }
        }
        taker.take(cursor, span, value, time);
    }

    /** Goes over the text of a series. */
    private void series(boolean blanks) throws Malformed {
        span.from = cursor.at();
        cursor.skipName();
        span.to = cursor.at();
        if (span.to == span.from && cursor.peek() != '{') {
            throw cursor.malformed("a series without a name");
        }
        if (blanks) {
            cursor.skipBlanks();
        }
        if (cursor.peek() == '{') {
            if (!cursor.skipBraces()) {
                throw cursor.malformed("the labels have no end");
            }
            span.to = cursor.at();
        } else if (cursor.atEnd()) {
            throw cursor.malformed("no value after " + Malformed.quote(cursor.text(span.from)));
        }
        span.hash = Cursor.hash(cursor.page(), span.from, span.to);
    }

    /** An exemplar must be right, and is then left aside. */
    private boolean exemplar() throws Malformed {
        if (!cursor.take(" # ")) {
            return false;
        }
        int from = cursor.at();
        if (cursor.peek() != '{' || !cursor.skipBraces()) {
            throw cursor.malformed("an exemplar without labels");
        }
        Exemplars.check(cursor.page(), from, cursor.at(), cursor.line());
        space();
        value();
        if (!cursor.atEnd()) {
            space();
            seconds();
        }
        if (!cursor.atEnd()) {
            throw cursor.malformed("more text after the exemplar");
        }
        return true;
    }

    private double value() throws Malformed {
        int from = cursor.at();
        cursor.skipToken();
        try {
            return Numbers.parse(cursor.page(), from, cursor.at());
        } catch (NumberFormatException none) {
            throw cursor.malformed(
                    cursor.at() == from
                            ? "a value is missing"
                            : Malformed.quote(cursor.text(from)) + " is not a number");
        }
    }

    private long millis() throws Malformed {
        int from = cursor.at();
        cursor.skipToken();
        try {
            return Numbers.whole(cursor.page(), from, cursor.at());
        } catch (NumberFormatException none) {
            throw cursor.malformed(Malformed.quote(cursor.text(from)) + " is not a time in milliseconds");
        }
    }

    private long seconds() throws Malformed {
        int from = cursor.at();
        double seconds = value();
        if (Double.isNaN(seconds) || Double.isInfinite(seconds)) {
            throw cursor.malformed(Malformed.quote(cursor.text(from)) + " is not a time in seconds");
        }
        return (long) (seconds * MILLIS);
    }

    private String family() throws Malformed {
        int from = cursor.at();
        cursor.skipToken();
        String name = cursor.text(from);
        if (!NAME.matches(name)) {
            throw cursor.malformed(Malformed.quote(name) + " is not the name of a metric");
        }
        return name;
    }

    private void type(Set<String> known) throws Malformed {
        int from = cursor.at();
        cursor.skipToken();
        String type = cursor.text(from);
        cursor.skipBlanks();
        if (!known.contains(type) || !cursor.atEnd()) {
            throw cursor.malformed("unknown type " + Malformed.quote(type));
        }
    }

    private void space() throws Malformed {
        if (!cursor.take(" ")) {
            throw cursor.malformed("expected one space");
        }
    }
}
