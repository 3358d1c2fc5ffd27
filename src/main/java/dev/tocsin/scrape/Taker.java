package dev.tocsin.scrape;

import dev.tocsin.model.Exemplar;
import dev.tocsin.model.FloatHistogram;
import org.jspecify.annotations.Nullable;

/** Takes the samples of a page, one after the other. */
interface Taker {
    /** The time of a sample that has none of its own. */
    long NO_TIME = Long.MIN_VALUE;

    /** The text of the series that probably comes next; empty when there is no telling. */
    default byte[] expected() {
        return new byte[0];
    }

    /** Whether the description of Prometheus' text format counts, where its scraper lets more pass. */
    default boolean isExact() {
        return false;
    }

    /** Takes what a line says about a family of metrics; both parts are valid until this returns. */
    default void describe(Description.Keyword keyword, Slice name, Slice text) throws Malformed {}

    /** Whether exemplars are of interest: those of protocol buffers are read for who says so alone. */
    default boolean wantsExemplars() {
        return false;
    }

    /** The sample that was taken last has this exemplar; its time is {@link #NO_TIME} when it has none of its own. */
    default void exemplar(Exemplar exemplar) {}

    /** The samples that come now, up to the next such call, began to count at {@code millis}; 0 if nobody says. */
    default void created(long millis) {}

    /** What is remembered of the page before, for who is held to the whole of OpenMetrics. */
    default Outline outline() {
        return new Outline();
    }

    /** The one object that the series of the sample that was taken last is remembered by; null if it is not. */
    default byte @Nullable [] taken() {
        return null;
    }

    /**
     * Takes one sample.
     *
     * @param series is valid until this returns
     * @param histogram null when the sample is the number {@code value}
     * @param timeMillis epoch milliseconds, or {@link #NO_TIME}
     */
    void take(SeriesSpan series, double value, @Nullable FloatHistogram histogram, long timeMillis) throws Malformed;
}
