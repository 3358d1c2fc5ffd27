package dev.tocsin.series;

import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.Labels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One series in memory: full chunks and one that grows. Changed under the store's write lock, cut under its read lock.
 *
 * <p>A view that was opened before a batch must not see it. So an append that overtakes an open view leaves a {@link
 * Mark}: from which time on the series is news to views older than that batch. Times ascend within a series, so a time
 * is enough to tell the points apart.
 */
final class Track implements Fate {
    private static final Chunk[] NONE = new Chunk[0];

    private final int number;
    private final Labels labels;
    private Chunk[] full = NONE;
    private @Nullable Encoder head;
    private long touched = -1;
    private @Nullable Mark marks;
    private long keep;
    private long newest;
    private long newestBits;
    private @Nullable FloatHistogram newestHistogram;

    /** Points from {@code time} on came with batch {@code sequence} or later. */
    private record Mark(long sequence, long time, @Nullable Mark older) {}

    Track(int number, Labels labels, long keep) {
        this.number = number;
        this.labels = labels;
        this.keep = keep;
    }

    /** How long points are kept, in milliseconds. */
    long keep() {
        return keep;
    }

    void keep(long millis) {
        keep = millis;
    }

    /** Numbers ascend in the order in which series were first seen. */
    int number() {
        return number;
    }

    @Override
    public Labels labels() {
        return labels;
    }

    boolean isEmpty() {
        return head == null && full.length == 0;
    }

    /** What becomes of a point when the time was {@code now} of late; {@link Verdict#STORED} when it may be appended. */
    Verdict judge(long now, long time, double value, @Nullable FloatHistogram histogram) {
        if (time < now - keep) {
            return Verdict.TOO_OLD;
        }
        if (isEmpty() || time > newest) {
            return Verdict.STORED;
        }
        if (time < newest) {
            return Verdict.OUT_OF_ORDER;
        }
        return isNewest(value, histogram) ? Verdict.REPEATED : Verdict.DUPLICATE;
    }

    /** As Prometheus: numbers by their bits, and a number never equals a histogram. */
    private boolean isNewest(double value, @Nullable FloatHistogram histogram) {
        if (newestHistogram != null || histogram != null) {
            return newestHistogram != null && histogram != null && newestHistogram.sameAs(histogram);
        }
        return newestBits == Double.doubleToRawLongBits(value);
    }

    /** Appends a point that was judged {@link Verdict#STORED}. {@code views} says which views are open. */
    void append(long time, double value, @Nullable FloatHistogram histogram, long start, Views.Span views) {
        if (touched != views.next()) {
            mark(time, views);
            touched = views.next();
        }
        take(time, value, histogram, start);
    }

    private void take(long time, double value, @Nullable FloatHistogram histogram, long start) {
        Encoder open = head == null ? new Encoder() : head;
        open.append(time, value, histogram, start);
        newest = time;
        newestBits = Double.doubleToRawLongBits(value);
        newestHistogram = histogram;
        head = open.isFull() ? null : open;
        if (open.isFull()) {
            full = Arrays.copyOf(full, full.length + 1);
            full[full.length - 1] = open.sealed();
        }
    }

    private void mark(long time, Views.Span views) {
        marks = views.isEmpty() ? null : pruned(marks, views.oldest());
        if (!views.isEmpty() && views.newest() >= touched) {
            marks = new Mark(views.next(), time, marks);
        }
    }

    /** The full chunks packed; null when there is nothing to pack. Reads what only a writer changes. */
    Chunk @Nullable [] packed() {
        if (Arrays.stream(full).noneMatch(chunk -> chunk.form() == Chunk.Form.LOOSE)) {
            return null;
        }
        return Arrays.stream(full)
                .map(chunk -> chunk.form() == Chunk.Form.LOOSE ? Packing.pack(chunk) : chunk)
                .toArray(Chunk[]::new);
    }

    /** Puts what {@link #packed} gave in the place of what it was made of. */
    void replace(Chunk[] packed) {
        full = packed;
    }

    /** Takes over compressed points from before a restart, and answers how many. Chunks that overlap are left out. */
    long revive(List<Chunk> chunks) {
        List<Chunk> ordered = new ArrayList<>();
        for (Chunk chunk :
                chunks.stream().sorted(Comparator.comparingLong(Chunk::first)).toList()) {
            if (ordered.isEmpty() || chunk.first() > ordered.getLast().last()) {
                ordered.add(chunk);
            }
        }
        if (!ordered.isEmpty()) {
            Chunk last = ordered.removeLast();
            full = ordered.toArray(NONE);
            last.read(this::take);
        }
        return samples();
    }

    /** All points as they are now. */
    Frozen freeze() {
        List<Chunk> chunks = new ArrayList<>(Arrays.asList(full));
        if (head != null) {
            chunks.add(head.sealed());
        }
        return new Frozen(number, labels, chunks);
    }

    /** How many points. */
    long samples() {
        long samples = head == null ? 0 : head.size();
        for (Chunk chunk : full) {
            samples += chunk.size();
        }
        return samples;
    }

    /** Bytes of the points, the index apart. */
    long bytes() {
        long bytes = head == null ? 0 : head.bytes();
        for (Chunk chunk : full) {
            bytes += chunk.bytes();
        }
        return bytes;
    }

    private static @Nullable Mark pruned(@Nullable Mark mark, long oldest) {
        return mark == null || mark.sequence() <= oldest
                ? null
                : new Mark(mark.sequence(), mark.time(), pruned(mark.older(), oldest));
    }

    /** The points between {@code from} and {@code to} that a view of {@code sequence} sees; null when there are none. */
    @Nullable
    Cut cut(long sequence, long from, long to) {
        long end = Math.min(to, horizon(sequence));
        if (end < from) {
            return null;
        }
        int first = 0;
        while (first < full.length && full[first].last() < from) {
            first++;
        }
        int after = first;
        while (after < full.length && full[after].first() <= end) {
            after++;
        }
        boolean growing = head != null && head.last() >= from && head.first() <= end;
        if (after == first && !growing) {
            return null;
        }
        Chunk[] chunks = Arrays.copyOfRange(full, first, after + (growing ? 1 : 0));
        if (head != null && growing) {
            chunks[chunks.length - 1] = head.chunk();
        }
        return new Cut(labels, chunks, from, end);
    }

    private long horizon(long sequence) {
        long horizon = Long.MAX_VALUE;
        for (Mark mark = marks; mark != null && mark.sequence() > sequence; mark = mark.older()) {
            horizon = mark.time() - 1;
        }
        return horizon;
    }

    /** Drops chunks that ended before what is kept at {@code now}, the growing one too. Answers how many points are gone. */
    int trim(long now) {
        long oldest = now - keep;
        int gone = 0;
        int kept = 0;
        while (kept < full.length && full[kept].last() < oldest) {
            gone += full[kept++].size();
        }
        full = kept == 0 ? full : Arrays.copyOfRange(full, kept, full.length);
        if (head != null && head.last() < oldest) {
            gone += head.size();
            head = null;
        }
        return gone;
    }
}
