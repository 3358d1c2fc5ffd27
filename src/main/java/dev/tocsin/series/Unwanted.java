package dev.tocsin.series;

import dev.tocsin.model.Labels;

/** A series that nothing asks for. Remembered, so that it is judged once and a query can say what it misses. */
final class Unwanted implements Fate {
    private final Labels labels;
    private long seen;

    Unwanted(Labels labels) {
        this.labels = labels;
    }

    @Override
    public Labels labels() {
        return labels;
    }

    /** Notes that it came again, at {@code time} of its own. */
    void seen(long time) {
        seen = Math.max(seen, time);
    }

    boolean isGone(long oldest) {
        return seen < oldest;
    }
}
