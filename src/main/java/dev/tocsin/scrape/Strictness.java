package dev.tocsin.scrape;

import dev.tocsin.model.Labels;
import dev.tocsin.scrape.OpenFamily.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds an OpenMetrics page to what the specification (OpenMetrics 1.0) demands beyond the form of its lines: families in
 * one piece, names that do not clash, metadata once and first, values and labels that the type allows, buckets in
 * order and complete, exemplars and timestamps where they may be. Prometheus does not ask for these.
 */
final class Strictness {
    private final Set<String> taken = new HashSet<>();
    private final List<Place> places = new ArrayList<>();
    private @Nullable OpenFamily family;

    /** A line {@code # HELP|TYPE|UNIT name value}. */
    void metadata(String keyword, String name, String value, int line) throws Malformed {
        boolean quoted = name.startsWith("\"");
        String plain = quoted ? name.substring(1, name.length() - 1) : name;
        OpenFamily open = family(plain, line);
        check(open.describe(keyword, value), line);
        places.add(open.place(""));
    }

    /** A sample. {@code timeMillis} is {@link Taker#NO_TIME} where it has none. */
    void sample(SeriesSpan span, double value, long timeMillis, boolean exemplar) throws Malformed {
        checkSpelling(span);
        Labels labels = span.written();
        String name = labels.metricName();
        OpenFamily open = family;
        String suffix = open == null ? null : open.suffix(name);
        if (open == null || suffix == null) {
            open = successor(name, span.line);
            suffix = "";
        }
        check(open.take(suffix, labels, value, timeMillis), span.line);
        if (exemplar) {
            check(open.exemplar(suffix), span.line);
        }
        places.add(open.place(suffix));
    }

    /** What each line was, in order. */
    List<Place> places() {
        return places;
    }

    /** Nothing more comes. */
    void end(int line) throws Malformed {
        close(line);
    }

    /** The family of that name, which is the one that is open or a new one. */
    private OpenFamily family(String name, int line) throws Malformed {
        OpenFamily open = family;
        return open != null && open.name().equals(name) ? open : successor(name, line);
    }

    private OpenFamily successor(String name, int line) throws Malformed {
        close(line);
        OpenFamily next = new OpenFamily(name);
        family = next;
        return next;
    }

    private void close(int line) throws Malformed {
        OpenFamily open = family;
        if (open == null) {
            return;
        }
        check(open.end(), line);
        open.forget();
        for (String name : open.names()) {
            if (!taken.add(name)) {
                throw new Malformed(
                        line, "the name " + name + " belongs to two families, or its family is in two pieces");
            }
        }
    }

    /** No blanks between labels, and no comma after the last. */
    private static void checkSpelling(SeriesSpan span) throws Malformed {
        boolean quoted = false;
        for (int at = span.from; at < span.to; at++) {
            byte here = span.page[at];
            if (quoted && here == '\\') {
                at++;
            } else if (here == '"') {
                quoted = !quoted;
            } else if (!quoted
                    && (here == ' ' || here == '\t' || here == '}' && at > span.from && span.page[at - 1] == ',')) {
                throw span.malformed("a blank or a comma too many in the labels");
            }
        }
    }

    private static void check(@Nullable String fault, int line) throws Malformed {
        if (fault != null) {
            throw new Malformed(line, fault);
        }
    }
}
