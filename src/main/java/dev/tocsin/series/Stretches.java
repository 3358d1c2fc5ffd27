package dev.tocsin.series;

import dev.tocsin.promql.SeriesData;
import java.util.AbstractList;
import java.util.List;
import java.util.function.Function;

/** What a selector found, each series decoded when it is asked for: a query holds as many as it looks at. */
final class Stretches extends AbstractList<SeriesData> {
    private final List<Cut> cuts;
    private final Function<Cut, SeriesData> decoded;

    Stretches(List<Cut> cuts, Function<Cut, SeriesData> decoded) {
        this.cuts = cuts;
        this.decoded = decoded;
    }

    @Override
    public SeriesData get(int at) {
        return decoded.apply(cuts.get(at));
    }

    @Override
    public int size() {
        return cuts.size();
    }
}
