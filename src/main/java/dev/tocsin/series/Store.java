package dev.tocsin.series;

import dev.tocsin.model.Batch;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Matcher;
import dev.tocsin.promql.Need;
import dev.tocsin.promql.SeriesData;
import dev.tocsin.promql.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The samples of the last while. Any thread may append, one at a time goes in; any number read meanwhile. A batch
 * becomes visible at once: a query sees all of it or nothing. Queries with more than one selector read through a {@link
 * #view}. Neither blocks on anything but memory.
 *
 * <p>Two locks. {@code writing} serialises appends and guards the catalogue; {@code lock} guards the tracks themselves
 * and is held for writing only while points are put in, for reading only while cuts are taken: decoding happens outside.
 * Order: {@code writing}, then {@code lock}.
 */
public final class Store implements Source {
    private static final long NOW = Long.MAX_VALUE;
    private static final long PAUSE = 10_000;
    private static final int FEW = 128;

    private final Object writing = new Object();
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Catalogue catalogue;
    private final Index index;
    private final Views views = new Views();
    private final Verdicts verdicts = new Verdicts();
    private long sequence;
    private long samples;
    private long trimmed = -PAUSE;
    private @Nullable Recorder recorder;

    /** An empty store that keeps what {@code demand} asks for. */
    public Store(Demand demand) {
        catalogue = new Catalogue(demand);
        index = catalogue.index();
    }

    /** Takes the points of {@code batch} in and says what became of them. What is refused harms no other point. */
    public Tally append(Batch batch) {
        synchronized (writing) {
            @Nullable Track[] targets = catalogue.targets(batch);
            Tally tally = under(lock.writeLock(), () -> put(batch, targets));
            if (recorder != null) {
                recorder.record(batch, targets);
            }
            return tally;
        }
    }

    /** Leaves in {@code targets} only those that took their point. */
    private Tally put(Batch batch, @Nullable Track[] targets) {
        Verdicts counts = new Verdicts();
        Views.Span span = views.span(sequence + 1);
        for (int at = 0; at < targets.length; at++) {
            Verdict verdict = put(targets[at], batch, at, span);
            targets[at] = verdict == Verdict.STORED ? targets[at] : null;
            counts.add(verdict);
        }
        verdicts.addAll(counts);
        samples += counts.of(Verdict.STORED);
        sequence++;
        return counts.tally();
    }

    private Verdict put(@Nullable Track track, Batch batch, int at, Views.Span span) {
        if (track == null) {
            return Verdict.UNWANTED;
        }
        Verdict verdict = track.judge(trimmed, batch.time(at), batch.value(at), batch.histogram(at));
        if (verdict == Verdict.STORED) {
            track.append(batch.time(at), batch.value(at), batch.histogram(at), batch.start(at), span);
        }
        return verdict;
    }

    @Override
    public Source.View view() {
        return under(lock.readLock(), () -> views.open(new Snapshot(this, sequence)));
    }

    void close(Snapshot view) {
        views.close(view);
    }

    /** Reads the store as it is at this moment. */
    @Override
    public List<SeriesData> select(List<Matcher> matchers, long fromMillis, long toMillis) {
        return read(matchers, fromMillis, toMillis, NOW);
    }

    @Override
    public List<SeriesData> latest(List<Matcher> matchers, long fromMillis, long toMillis) {
        return readLatest(matchers, fromMillis, toMillis, NOW);
    }

    List<SeriesData> read(List<Matcher> matchers, long from, long to, long upTo) {
        return new Stretches(cuts(index.find(matchers), from, to, upTo), Cut::series);
    }

    List<SeriesData> readLatest(List<Matcher> matchers, long from, long to, long upTo) {
        return new Stretches(cuts(index.find(matchers), from, to, upTo), Cut::latest);
    }

    private List<Cut> cuts(List<Track> chosen, long from, long to, long upTo) {
        return under(lock.readLock(), () -> {
            List<Cut> cuts = new ArrayList<>(chosen.size());
            for (Track track : chosen) {
                Cut cut = track.cut(upTo, from, to);
                if (cut != null) {
                    cuts.add(cut);
                }
            }
            return cuts;
        });
    }

    /** The labels of the series that satisfy {@code matchers} and may have points between the two times. */
    public List<Labels> labels(List<Matcher> matchers, long fromMillis, long toMillis) {
        return cuts(index.find(matchers), fromMillis, toMillis, NOW).stream()
                .map(Cut::labels)
                .toList();
    }

    /**
     * Drops what is no longer kept at {@code now}, by the chunk, and series that have nothing left; packs what is full.
     * From then on older samples are refused. To be called every minute or so; does nothing when it was just done.
     */
    public void trim(Instant now) {
        long millis = now.toEpochMilli();
        synchronized (writing) {
            if (Math.abs(millis - trimmed) < PAUSE) {
                return;
            }
            catalogue.sweep(under(lock.writeLock(), () -> trim(millis)), millis);
        }
        Track[] all = index.all();
        for (int at = 0; at < all.length; at += FEW) {
            pack(Arrays.asList(all).subList(at, Math.min(all.length, at + FEW)));
        }
    }

    /** Few at a time, so that no append waits for long; readers wait for the exchange alone. */
    private void pack(List<Track> some) {
        synchronized (writing) {
            Map<Track, Chunk[]> packed = new HashMap<>();
            for (Track track : some) {
                Chunk[] chunks = track.packed();
                if (chunks != null) {
                    packed.put(track, chunks);
                }
            }
            if (!packed.isEmpty()) {
                under(lock.writeLock(), () -> packed.forEach(Track::replace));
            }
        }
    }

    private List<Track> trim(long now) {
        List<Track> empty = new ArrayList<>();
        trimmed = now;
        for (Track track : index.all()) {
            samples -= track.trim(now);
            if (track.isEmpty()) {
                empty.add(track);
            }
        }
        return empty;
    }

    /**
     * Changes what is kept from {@code now} on. Series that nothing asks for any more are gone at once; those that were
     * dropped so far start with their next sample. The demand in use knows from when each selector has full data.
     */
    public Demand adopt(Demand demand, Instant now) {
        synchronized (writing) {
            Demand next = demand.after(catalogue.demand(), now);
            List<Track> gone = catalogue.adopt(next);
            under(
                    lock.writeLock(),
                    () -> samples -= gone.stream().mapToLong(Track::samples).sum());
            if (recorder != null) {
                recorder.record(next);
            }
            return next;
        }
    }

    /** Takes over since when things were kept before a restart. */
    void remember(Demand before, Instant now) {
        synchronized (writing) {
            catalogue.adopt(catalogue.demand().after(before, now));
        }
    }

    /** From now on what is appended is written down too; what was counted before does not count. */
    void attach(Recorder next) {
        synchronized (writing) {
            recorder = next;
            next.record(catalogue.demand());
            under(lock.writeLock(), () -> verdicts.clear());
        }
    }

    /** Fills an empty store with series from before a restart, those that are still asked for. */
    void revive(Map<Labels, List<Chunk>> chunks) {
        synchronized (writing) {
            Map<Track, List<Chunk>> tracks = catalogue.tracks(chunks);
            under(lock.writeLock(), () -> tracks.forEach((track, points) -> samples += track.revive(points)));
        }
    }

    /** All series as they are now. */
    List<Frozen> freeze() {
        return under(
                lock.readLock(),
                () -> Arrays.stream(index.all())
                        .filter(track -> !track.isEmpty())
                        .map(Track::freeze)
                        .toList());
    }

    /** What is kept. */
    public Demand demand() {
        synchronized (writing) {
            return catalogue.demand();
        }
    }

    /** What a query misses that has these needs and whose first evaluation is {@code ago} before now. */
    public List<Gap> gaps(List<Need> needs, Duration ago) {
        synchronized (writing) {
            return catalogue.demand().isEverything()
                    ? List.of()
                    : needs.stream()
                            .flatMap(need -> gap(need, ago).stream())
                            .distinct()
                            .toList();
        }
    }

    private Optional<Gap> gap(Need need, Duration ago) {
        Duration back = need.back().plus(ago);
        if (catalogue.demand().covers(new Need(need.matchers(), back, need.pinned()))) {
            return Optional.empty();
        }
        int dropped = catalogue.unwanted(need.matchers());
        Optional<Duration> kept = index.find(need.matchers()).stream()
                .map(track -> Duration.ofMillis(track.keep()))
                .filter(keep -> keep.compareTo(back) < 0)
                .min(Duration::compareTo);
        return dropped == 0 && kept.isEmpty() ? Optional.empty() : Optional.of(new Gap(need.matchers(), dropped, kept));
    }

    /** How much is in memory, and what became of all samples since the start. */
    public Stock stock() {
        synchronized (writing) {
            return under(lock.readLock(), () -> {
                long bytes = 0;
                for (Track track : index.all()) {
                    bytes += track.bytes();
                }
                return new Stock(index.all().length, catalogue.unwanted(), samples, bytes, verdicts.tally());
            });
        }
    }

    private static void under(Lock lock, Runnable work) {
        under(lock, () -> {
            work.run();
            return true;
        });
    }

    private static <T> T under(Lock lock, Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
