package dev.tocsin.scrape;

/** How freely the labels of a series may be written. */
enum Spelling {
    /**
     * As Prometheus' scraper takes its text format: blanks around everything, a comma between labels or none, and values that go on
     * over the end of a line.
     */
    FREE,
    /** As the text format is described: blanks around everything, a comma between labels. */
    TEXT,
    /** OpenMetrics: no blanks; a comma too many after the last is for {@link Strictness} to refuse. */
    OPEN;

    boolean takesBlanks() {
        return this != OPEN;
    }

    boolean wantsCommas() {
        return this != FREE;
    }

    boolean goesOverLines() {
        return this == FREE;
    }
}
