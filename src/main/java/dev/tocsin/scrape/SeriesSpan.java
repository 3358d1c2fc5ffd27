package dev.tocsin.scrape;

import dev.tocsin.model.Labels;
import java.util.Set;

/** The text of a sample's series, where it stands in a page or in what stands for one. Used again for each sample. */
final class SeriesSpan {
    private static final byte[] NOTHING = new byte[0];

    byte[] page = NOTHING;
    int from;
    int to;

    /** Of the text; not set when it is {@link #expected}. */
    int hash;

    /** Whether it is the text that was expected. */
    boolean expected;

    /** The line of the page that it is on; 0 in a page without lines. */
    int line;

    Bound bound = Bound.NONE;

    Spelling spelling = Spelling.FREE;

    /** The labels that the text says. */
    Labels labels() throws Malformed {
        return bound.normal(written());
    }

    /** The same, with bounds as they are written there. */
    Labels written() throws Malformed {
        return SeriesText.parse(page, from, to, spelling, line);
    }

    /** The names of labels that the text gives without a value, as who does not want those of the target. */
    Set<String> emptyLabels() throws Malformed {
        return SeriesText.emptyLabels(page, from, to, spelling, line);
    }

    Malformed malformed(String message) {
        return new Malformed(line, message);
    }
}
