package dev.tocsin.series;

import dev.tocsin.model.Matcher;
import dev.tocsin.promql.SeriesData;
import dev.tocsin.promql.Source;
import java.util.List;

/**
 * The store as it was when the view was opened: all selectors of one query see the same batches. Close it soon; batches
 * that arrive meanwhile leave a trace in each series for as long as it is open. For any number of threads.
 */
final class Snapshot implements Source.View {
    private final Store store;
    private final long sequence;

    Snapshot(Store store, long sequence) {
        this.store = store;
        this.sequence = sequence;
    }

    long sequence() {
        return sequence;
    }

    @Override
    public List<SeriesData> select(List<Matcher> matchers, long fromMillis, long toMillis) {
        return store.read(matchers, fromMillis, toMillis, sequence);
    }

    @Override
    public List<SeriesData> latest(List<Matcher> matchers, long fromMillis, long toMillis) {
        return store.readLatest(matchers, fromMillis, toMillis, sequence);
    }

    @Override
    public void close() {
        store.close(this);
    }
}
