package dev.tocsin.promql;

import dev.tocsin.model.Matcher;
import java.util.List;

/** Where the engine reads samples from. Called on the thread that evaluates, several times for one query. */
@FunctionalInterface
public interface Source {
    /**
     * The series that satisfy all of {@code matchers}, each with all its points from {@code fromMillis} to {@code
     * toMillis}, both ends included. A series may hold points outside: the engine looks only inside. One without any
     * point inside may be left out. No two series have the same labels. Stale markers are among the points. A series may be
     * decoded whenever it is taken from the list: take each once.
     */
    List<SeriesData> select(List<Matcher> matchers, long fromMillis, long toMillis);

    /**
     * The same series, of which each need hold only its last point of that time: what an instant selector looks at, so that the others
     * need no room. Who keeps no more than it gives need not implement it.
     */
    default List<SeriesData> latest(List<Matcher> matchers, long fromMillis, long toMillis) {
        return select(matchers, fromMillis, toMillis);
    }

    /**
     * This source as it is now, so that all selectors of an evaluation see the same. To be closed soon. Who cannot change
     * during an evaluation need not implement it.
     */
    default View view() {
        return new FixedView(this);
    }

    /** A source that does not change. */
    interface View extends Source, AutoCloseable {
        @Override
        void close();
    }
}
