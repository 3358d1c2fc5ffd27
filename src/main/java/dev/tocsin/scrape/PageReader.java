package dev.tocsin.scrape;

import dev.tocsin.model.Exemplar;
import dev.tocsin.model.Labels;
import dev.tocsin.scrape.Description.Keyword;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a page and hands each sample over; stops at the first fault. It does not look into a series' labels:
 * who gets the sample knows whether it has seen that text before.
 */
final class PageReader {
    private static final List<String> TEXT_TYPES = List.of("counter", "gauge", "histogram", "summary", "untyped");
    private static final List<String> OPEN_TYPES =
            List.of("counter", "gaugehistogram", "gauge", "histogram", "stateset", "info", "summary", "unknown");
    private static final List<Keyword> KEYWORDS = List.of(Keyword.values());
    private static final double MILLIS = 1000;

    private final Cursor cursor;
    private final Taker taker;
    private final SeriesSpan span = new SeriesSpan();
    private final Slice name = new Slice();
    private final Slice rest = new Slice();

    /** What an OpenMetrics page is held to besides, in one way or the other. */
    private @Nullable Strictness strictness;

    private Outline.@Nullable Walk walk;

    /** Of the sample that is being read. */
    private @Nullable Exemplar exemplar;

    private PageReader(byte[] page, Spelling spelling, Taker taker) {
        this.cursor = new Cursor(page);
        span.page = page;
        span.spelling = spelling;
        this.taker = taker;
    }

    /** Reads all of {@code page}. */
    static void read(byte[] page, Format format, Taker taker) throws Malformed {
        switch (format) {
            case TEXT -> new PageReader(page, Spelling.FREE, taker).text();
            case OPENMETRICS -> new PageReader(page, Spelling.OPEN, taker).openMetrics();
            case STRICT_OPENMETRICS -> new PageReader(page, Spelling.OPEN, taker).strictly(taker.outline());
            case PROTOBUF -> throw new IllegalArgumentException("not a text");
        }
    }

    private void text() throws Malformed {
        while (cursor.nextLine(taker.expected())) {
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
        if (!cursor.skipBlanks()) {
            return;
        }
        if (cursor.take("HELP ") || cursor.take("HELP\t")) {
            cursor.skipBlanks();
            help();
        } else if (cursor.take("TYPE ") || cursor.take("TYPE\t")) {
            cursor.skipBlanks();
            family();
            cursor.skipBlanks();
            int from = cursor.at();
            type(TEXT_TYPES, true);
            describe(Keyword.TYPE, from);
        }
    }

    /** For the scraper a name with more than a name may have describes no family, and is no fault either: its samples will be. */
    private void help() throws Malformed {
        int from = cursor.at();
        boolean named = name();
        boolean whole = cursor.skipBlanks() || cursor.atEnd();
        if (named && whole) {
            describe(Keyword.HELP, cursor.at());
        } else if (!named || taker.isExact()) {
            throw noName(from);
        }
    }

    private void textSample() throws Malformed {
        series(true);
        cursor.skipBlanks();
        double value = value();
        long time = Taker.NO_TIME;
        cursor.skipBlanks();
        if (!cursor.atEnd()) {
            time = millis();
            cursor.skipBlanks();
        }
        if (!cursor.atEnd()) {
            throw cursor.malformed("more text after the timestamp");
        }
        taker.take(span, value, null, time);
    }

    /** Follows the page before; where this one has other lines, it is looked at once more, as a whole. */
    private void strictly(Outline outline) throws Malformed {
        Outline.Walk along = outline.walk();
        walk = along;
        openMetrics();
        along.end(cursor.line(), () -> {
            PageReader again = new PageReader(cursor.page(), Spelling.OPEN, (series, value, histogram, time) -> {});
            again.strictness = new Strictness();
            again.openMetrics();
            return again.strictness.places();
        });
    }

    private void openMetrics() throws Malformed {
        while (cursor.nextLine(taker.expected())) {
            if (cursor.take("# EOF")) {
                if (!cursor.atEnd() || !cursor.lastLine()) {
                    throw cursor.malformed("more text after # EOF");
                }
                if (strictness != null) {
                    strictness.end(cursor.line());
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
        int line = cursor.at();
        Keyword keyword = keyword();
        family();
        space();
        int from = cursor.at();
        switch (keyword) {
            case TYPE -> type(OPEN_TYPES, false);
            case UNIT -> unit(Families.plain(name.toString()));
            case HELP -> {
                if (!rest.over(cursor.page(), from, cursor.end()).isUtf8()) {
                    throw cursor.malformed("not UTF-8");
                }
            }
        }
        if (strictness != null) {
            String value = keyword == Keyword.HELP ? "" : cursor.text(from);
            strictness.metadata(keyword.name(), name.toString(), value, cursor.line());
        }
        describe(keyword, from);
        if (walk != null) {
            walk.comment(cursor.page(), line, cursor.end(), cursor.line());
        }
    }

    /** Hands over what the line, whose family was read last, says from {@code from} to its end. */
    private void describe(Keyword keyword, int from) throws Malformed {
        taker.describe(keyword, name, rest.over(cursor.page(), from, cursor.end()));
    }

    private Keyword keyword() throws Malformed {
        for (Keyword keyword : KEYWORDS) {
            if (cursor.take("# " + keyword + " ")) {
                return keyword;
            }
        }
        throw cursor.malformed("only HELP, TYPE, UNIT and EOF may follow #");
    }

    private void unit(String family) throws Malformed {
        int from = cursor.at();
        cursor.skipToken();
        String unit = cursor.text(from);
        if (!cursor.atEnd() || !unit.isEmpty() && !family.endsWith("_" + unit)) {
            throw cursor.malformed("the name " + family + " does not end with its unit " + Malformed.quote(unit));
        }
    }

    private void openSample() throws Malformed {
        series(false);
        space();
        double value = value();
        long time = Taker.NO_TIME;
        exemplar = null;
        boolean marked = !cursor.atEnd() && readExemplar();
        if (!marked && !cursor.atEnd()) {
            space();
            time = seconds();
            marked = !cursor.atEnd() && readExemplar();
            if (!cursor.atEnd()) {
                throw cursor.malformed("more text after the timestamp");
            }
        }
        if (strictness != null) {
            strictness.sample(span, value, time, marked);
        }
        taker.take(span, value, null, time);
        if (walk != null) {
            walk.sample(taker.taken(), time != Taker.NO_TIME, value, marked, span.line);
        }
        if (exemplar != null) {
            taker.exemplar(exemplar);
        }
    }

    /** Goes over the text of a series. */
    private void series(boolean blanks) throws Malformed {
        span.from = cursor.at();
        span.line = cursor.line();
        span.expected = cursor.takeGuess();
        if (span.expected) {
            span.to = cursor.at();
            return;
        }
        cursor.skipName();
        span.to = cursor.at();
        if (span.to == span.from && cursor.peek() != '{') {
            throw cursor.malformed("a series without a name");
        }
        if (blanks) {
            cursor.skipBlanks();
        }
        if (cursor.peek() == '{') {
            if (!cursor.skipBraces(span.spelling.goesOverLines())) {
                throw span.malformed("the labels have no end");
            }
            span.to = cursor.at();
        } else if (cursor.atEnd()) {
            throw cursor.malformed("no value after " + Malformed.quote(cursor.text(span.from)));
        }
        span.hash = Cursor.hash(cursor.page(), span.from, span.to);
    }

    /** Reads an exemplar, if there is one. */
    private boolean readExemplar() throws Malformed {
        if (!cursor.take(" # ")) {
            return false;
        }
        int from = cursor.at();
        if (cursor.peek() != '{' || !cursor.skipBraces(false)) {
            throw cursor.malformed("an exemplar without labels");
        }
        Labels labels = Exemplars.read(cursor.page(), from, cursor.at(), cursor.line());
        space();
        double value = value();
        long time = Taker.NO_TIME;
        if (!cursor.atEnd()) {
            space();
            time = seconds();
        }
        if (!cursor.atEnd()) {
            throw cursor.malformed("more text after the exemplar");
        }
        if (!Exemplars.isTooLong(labels)) {
            exemplar = new Exemplar(labels, value, time);
        } else if (walk != null) {
            throw cursor.malformed("the labels of an exemplar are longer than " + Exemplars.LONGEST + " characters");
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
        return Math.max(Taker.NO_TIME + 1, (long) (seconds * MILLIS));
    }

    /** Goes over the name of a family of metrics. */
    private void family() throws Malformed {
        int from = cursor.at();
        if (!name() || !cursor.atEnd() && cursor.peek() != ' ' && cursor.peek() != '\t') {
            throw noName(from);
        }
    }

    /** Goes as far as a name goes; whether there was any. */
    private boolean name() {
        int from = cursor.at();
        boolean found = cursor.peek() == '"' ? cursor.skipQuoted() : cursor.skipMetricName();
        name.over(cursor.page(), from, cursor.at());
        return found;
    }

    private Malformed noName(int from) {
        cursor.skipToken();
        return cursor.malformed(Malformed.quote(cursor.text(from)) + " is not the name of a metric");
    }

    private void type(List<String> known, boolean blanks) throws Malformed {
        int from = cursor.at();
        for (String type : known) {
            if (cursor.take(type)) {
                if (blanks) {
                    cursor.skipBlanks();
                }
                if (cursor.atEnd()) {
                    span.bound = bound(type);
                    return;
                }
                break;
            }
        }
        cursor.skipToken();
        throw cursor.malformed("unknown type " + Malformed.quote(cursor.text(from)));
    }

    /** The bound that series have from here on, until another type is said. */
    private static Bound bound(String type) {
        return switch (type) {
            case "histogram" -> Bound.BUCKET;
            case "summary" -> Bound.QUANTILE;
            default -> Bound.NONE;
        };
    }

    private void space() throws Malformed {
        if (!cursor.take(" ")) {
            throw cursor.malformed("expected one space");
        }
    }
}
