package dev.tocsin.scrape;

import dev.tocsin.scrape.Description.Keyword;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the pages of one target say about their families, as of the last page that had no fault. Lines that come again as they were are
 * only compared. Of a page with more than 256 kB of such lines the rest is left aside. Not for use by two threads.
 */
final class Descriptions {
    private static final int MOST_BYTES = 256 << 10;

    private List<Line> lines = new ArrayList<>();
    private SortedMap<String, Description> families = new TreeMap<>();
    private Format format = Format.TEXT;
    private int next;
    private int bytes;

    /** Those of a page that is not the same as before; {@link #lines} while it is. */
    private List<Line> read = lines;

    /** Whether the page has said so far what the last one said. */
    private boolean same;

    /** One line: {@code # HELP name text}. */
    private record Line(Keyword keyword, byte[] name, byte[] text) {
        int size() {
            return name.length + text.length;
        }
    }

    /** A page begins. */
    void begin(Format pageFormat) {
        boolean other = pageFormat != format;
        format = pageFormat;
        next = 0;
        bytes = 0;
        same = !other;
        read = same ? lines : new ArrayList<>();
    }

    /** The next line. */
    void take(Keyword keyword, Slice name, Slice text) {
        if (same && next < lines.size() && isNext(keyword, name, text)) {
            bytes += lines.get(next++).size();
            return;
        }
        if (bytes + name.length() + text.length() > MOST_BYTES) {
            return;
        }
        if (same) {
            same = false;
            read = new ArrayList<>(lines.subList(0, next));
        }
        Line line = new Line(keyword, name.bytes(), text.bytes());
        bytes += line.size();
        next++;
        read.add(line);
    }

    private boolean isNext(Keyword keyword, Slice name, Slice text) {
        Line line = lines.get(next);
        return line.keyword == keyword && name.is(line.name) && text.is(line.text);
    }

    /** The page ended without a fault. */
    void end() {
        if (same && next == lines.size()) {
            return;
        }
        lines = new ArrayList<>(read.subList(0, next));
        read = lines;
        SortedMap<String, Description> described = new TreeMap<>();
        for (Line line : lines) {
            String text = new String(line.text, StandardCharsets.UTF_8);
            described.merge(
                    name(line),
                    Description.NOTHING.with(line.keyword, plain(text)),
                    (before, now) -> before.with(line.keyword, plain(text)));
        }
        families = described;
    }

    /** By names of families, in their order. The map does not change any more. */
    SortedMap<String, Description> families() {
        return families;
    }

    private String name(Line line) {
        String name = new String(line.name, StandardCharsets.UTF_8);
        return format != Format.PROTOBUF && name.startsWith("\"")
                ? plain(name.substring(1, name.length() - 1), true)
                : name;
    }

    /** What the text of a line says: protocol buffers have no escapes, and Prometheus' text none for quotes. */
    private String plain(String text) {
        return switch (format) {
            case TEXT -> plain(text, false);
            case OPENMETRICS, STRICT_OPENMETRICS -> plain(text, true);
            case PROTOBUF -> text;
        };
    }

    private static String plain(String text, boolean quotes) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            char here = text.charAt(at);
            char after = at + 1 < text.length() ? text.charAt(at + 1) : 0;
            if (here == '\\' && (after == '\\' || after == 'n' || quotes && after == '"')) {
                plain.append(after == 'n' ? '\n' : after);
                at++;
            } else {
                plain.append(here);
            }
        }
        return plain.toString();
    }
}
