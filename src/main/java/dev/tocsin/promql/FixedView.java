package dev.tocsin.promql;

import dev.tocsin.model.Matcher;
import java.util.List;

/** The view of a source that does not change. */
record FixedView(Source source) implements Source.View {
    @Override
    public List<SeriesData> select(List<Matcher> matchers, long fromMillis, long toMillis) {
        return source.select(matchers, fromMillis, toMillis);
    }

    @Override
    public List<SeriesData> latest(List<Matcher> matchers, long fromMillis, long toMillis) {
        return source.latest(matchers, fromMillis, toMillis);
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
