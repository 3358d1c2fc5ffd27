package dev.tocsin.api.prometheus;

import dev.tocsin.model.Matcher;
import dev.tocsin.promql.SeriesData;
import dev.tocsin.promql.Source;
import java.util.AbstractList;
import java.util.List;

/** A source that counts the samples read from it. One thread. */
final class Tallying implements Source {
    private final Source source;
    private long samples;

    Tallying(Source source) {
        this.source = source;
    }

    /** How many samples were read. */
    long samples() {
        return samples;
    }

    @Override
    public List<SeriesData> select(List<Matcher> matchers, long fromMillis, long toMillis) {
        return counted(source.select(matchers, fromMillis, toMillis));
    }

    @Override
    public View view() {
        View view = source.view();
        return new View() {
            @Override
            public List<SeriesData> select(List<Matcher> matchers, long fromMillis, long toMillis) {
                return counted(view.select(matchers, fromMillis, toMillis));
            }

            @Override
            public void close() {
                view.close();
            }
        };
    }

    private List<SeriesData> counted(List<SeriesData> found) {
        return new AbstractList<>() {
            @Override
            public SeriesData get(int at) {
                SeriesData series = found.get(at);
                samples += series.size();
                return series;
            }

            @Override
            public int size() {
                return found.size();
            }
        };
    }
}
