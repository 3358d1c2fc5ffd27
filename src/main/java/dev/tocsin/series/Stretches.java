package dev.tocsin.series;

import dev.tocsin.promql.SeriesData;
import java.util.AbstractList;
import java.util.List;

/** What a selector found, each series decoded when it is asked for: a query holds as many as it looks at. */
final class Stretches extends AbstractList<SeriesData> {
    private final List<Cut> cuts;

    Stretches(List<Cut> cuts) {
        this.cuts = cuts;
    }

    @Override
    public SeriesData get(int at) {
        return cuts.get(at).series();
    }

    @Override
    public int size() {
        return cuts.size();
    }
}
