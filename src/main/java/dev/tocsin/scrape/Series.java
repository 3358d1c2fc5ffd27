package dev.tocsin.scrape;

import dev.tocsin.model.Labels;

/** A series of a target, as it goes on: with the target's labels, after relabelling. One object a set of labels. */
final class Series {
    private final Labels labels;

    /** The last round in which it came without a time of its own; only such series go stale. */
    private long seen;

    /** Since when it counts, as was told last; epoch milliseconds. */
    private long begun;

    Series(Labels labels) {
        this.labels = labels;
    }

    Labels labels() {
        return labels;
    }

    /** Marks it as seen in {@code round}; whether it was seen there already. */
    boolean see(long round) {
        boolean again = seen == round;
        seen = round;
        return again;
    }

    /** Whether that it counts since {@code millis} is news. */
    boolean begin(long millis) {
        boolean news = begun != millis;
        begun = millis;
        return news;
    }

    boolean seenIn(long round) {
        return seen == round;
    }
}
