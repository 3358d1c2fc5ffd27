package dev.tocsin.series;

import dev.tocsin.model.Batch;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Matcher;
import dev.tocsin.promql.SeriesData;
import dev.tocsin.promql.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * The samples of the last while. Any thread may append, one at a time goes in; any number read meanwhile. A batch
 * becomes visible at once: a query sees all of it or nothing. Queries with more than one selector read through a {@link
 * #view}. Neither blocks on anything but memory.
 *
 * <p>Two locks. {@code writing} serialises appends and guards the map of tracks; {@code lock} guards the tracks
 * themselves and is held for writing only while points are put in, for reading only while cuts are taken: decoding
 * happens outside. Order: {@code writing}, then {@code lock}.
 */
public final class Store implements Source {
    private static final long NOW = Long.MAX_VALUE;

    private final Object writing = new Object();
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<Labels, Track> tracks = new HashMap<>();
    private final Index index = new Index();
    private final Views views = new Views();
    private final long[] verdicts = new long[Verdict.values().length];
    private int numbers;
    private long sequence;
    private long samples;
    private long oldest = Long.MIN_VALUE;

    /** Takes the points of {@code batch} in and says what became of them. What is refused harms no other point. */
    public Tally append(Batch batch) {
        synchronized (writing) {
            Track[] targets = targets(batch);
            long[] counts = new long[verdicts.length];
            lock.writeLock().lock();
            try {
                Views.Span span = views.span(sequence + 1);
                for (int at = 0; at < targets.length; at++) {
                    Verdict verdict = put(targets[at], batch, at, span);
                    counts[verdict.ordinal()]++;
                    verdicts[verdict.ordinal()]++;
                }
                samples += counts[Verdict.STORED.ordinal()];
                sequence++;
            } finally {
                lock.writeLock().unlock();
            }
            return Tally.of(counts);
        }
    }

    /** The tracks of a batch, new ones where there are none yet; those show nothing before their first point. */
    private Track[] targets(Batch batch) {
        Track[] targets = new Track[batch.size()];
        List<Track> fresh = new ArrayList<>();
        for (int at = 0; at < targets.length; at++) {
            Labels labels = batch.labels(at);
            Track track = tracks.get(labels);
            if (track == null) {
                track = new Track(numbers++, labels);
                tracks.put(labels, track);
                fresh.add(track);
            }
            targets[at] = track;
        }
        if (!fresh.isEmpty()) {
            index.add(fresh);
        }
        return targets;
    }

    private Verdict put(Track track, Batch batch, int at, Views.Span span) {
        long time = batch.time(at);
        if (time < oldest) {
            return Verdict.TOO_OLD;
        }
        Verdict verdict = track.judge(time, batch.value(at), batch.histogram(at));
        if (verdict == Verdict.STORED) {
            track.append(time, batch.value(at), batch.histogram(at), batch.start(at), span);
        }
        return verdict;
    }

    /** The store as it is now, for a query with several selectors. To be closed. */
    public View view() {
        lock.readLock().lock();
        try {
            return views.open(new View(this, sequence));
        } finally {
            lock.readLock().unlock();
        }
    }

    void close(View view) {
        views.close(view);
    }

    /** Reads the store as it is at this moment. */
    @Override
    public List<SeriesData> select(List<Matcher> matchers, long fromMillis, long toMillis) {
        return read(matchers, fromMillis, toMillis, NOW);
    }

    List<SeriesData> read(List<Matcher> matchers, long from, long to, long upTo) {
        List<SeriesData> found = new ArrayList<>();
        for (Cut cut : cuts(index.find(matchers), from, to, upTo)) {
            cut.addTo(found);
        }
        return found;
    }

    private List<Cut> cuts(List<Track> chosen, long from, long to, long upTo) {
        List<Cut> cuts = new ArrayList<>(chosen.size());
        lock.readLock().lock();
        try {
            for (Track track : chosen) {
                @Nullable Cut cut = track.cut(upTo, from, to);
                if (cut != null) {
                    cuts.add(cut);
                }
            }
        } finally {
            lock.readLock().unlock();
        }
        return cuts;
    }

    /** The labels of the series that satisfy {@code matchers} and may have points between the two times. */
    public List<Labels> labels(List<Matcher> matchers, long fromMillis, long toMillis) {
        return cuts(index.find(matchers), fromMillis, toMillis, NOW).stream()
                .map(Cut::labels)
                .toList();
    }

    /** Drops what is older than {@code oldestMillis}, by the chunk, and series that have nothing left. */
    public void trim(long oldestMillis) {
        synchronized (writing) {
            List<Track> gone = new ArrayList<>();
            lock.writeLock().lock();
            try {
                oldest = Math.max(oldest, oldestMillis);
                for (Track track : index.all()) {
                    samples -= track.trim(oldest);
                    if (track.isEmpty()) {
                        gone.add(track);
                    }
                }
            } finally {
                lock.writeLock().unlock();
            }
            gone.forEach(track -> tracks.remove(track.labels()));
            if (!gone.isEmpty()) {
                index.remove(gone);
            }
        }
    }

    /** How many series are in memory. */
    public int series() {
        return index.all().length;
    }

    /** How many samples are in memory. */
    public long samples() {
        lock.readLock().lock();
        try {
            return samples;
        } finally {
            lock.readLock().unlock();
        }
    }

    /** What became of all samples since the start. */
    public Tally tally() {
        lock.readLock().lock();
        try {
            return Tally.of(verdicts);
        } finally {
            lock.readLock().unlock();
        }
    }
}
