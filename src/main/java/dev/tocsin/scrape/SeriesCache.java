package dev.tocsin.scrape;

import dev.tocsin.model.Labels;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a target's series texts came to when they were first read, found again by their bytes: a text that was seen
 * before is neither parsed nor copied. An open hash table; a bucket is a chain. Not for use by two threads.
 */
final class SeriesCache {
    private static final int FIRST_ROOM = 64;

    /** A text that does not come for so many rounds is forgotten. */
    private static final long KEPT_ROUNDS = 3;

    private @Nullable Entry[] buckets = new Entry[FIRST_ROOM];
    private int size;
    private final Map<Labels, Series> series = new HashMap<>();

    /** A text that was read once. */
    static final class Entry {
        private final byte[] text;
        private final int hash;
        private final boolean oneLine;
        private final @Nullable Series series;
        private @Nullable Entry next;
        private long used;
        private int position;
        private @Nullable Member member;

        private Entry(byte[] text, int hash, @Nullable Series series) {
            this.text = text;
            this.hash = hash;
            this.oneLine = new String(text, StandardCharsets.ISO_8859_1).indexOf('\n') < 0;
            this.series = series;
        }

        byte[] text() {
            return text;
        }

        /** Whether it is all on one line, as nearly all are. */
        boolean isOneLine() {
            return oneLine;
        }

        /** Where it stood in the page of the last round in which it was used. */
        int position() {
            return position;
        }

        void use(long round, int place) {
            used = round;
            position = place;
        }

        /** What it is to its family, when that was asked for. */
        @Nullable
        Member member() {
            return member;
        }

        void member(Member known) {
            member = known;
        }

        /** Its series, or null when relabelling drops it. */
        @Nullable
        Series series() {
            return series;
        }
    }

    /** The entry of a text that was read before; null when it was not. */
    @Nullable
    Entry find(SeriesSpan span) {
        for (Entry entry = buckets[span.hash & buckets.length - 1]; entry != null; entry = entry.next) {
            if (entry.hash == span.hash
                    && Arrays.equals(entry.text, 0, entry.text.length, span.page, span.from, span.to)) {
                return entry;
            }
        }
        return null;
    }

    /** Remembers that a text comes to {@code labels}; to nothing when there are none. */
    Entry put(SeriesSpan span, Optional<Labels> labels) {
        if (size >= buckets.length) {
            resize(buckets.length * 2);
        }
        Series known = labels.map(this::series).orElse(null);
        Entry entry = new Entry(Arrays.copyOfRange(span.page, span.from, span.to), span.hash, known);
        link(entry);
        size++;
        return entry;
    }

    /** The one object for {@code labels}. */
    Series series(Labels labels) {
        return series.computeIfAbsent(labels, Series::new);
    }

    private void link(Entry entry) {
        int bucket = entry.hash & buckets.length - 1;
        entry.next = buckets[bucket];
        buckets[bucket] = entry;
    }

    /** How many texts are known. */
    int size() {
        return size;
    }

    /** Forgets the texts that did not come for some rounds before {@code round}. */
    void purge(long round) {
        @Nullable Entry[] before = buckets;
        buckets = new Entry[before.length];
        size = 0;
        series.clear();
        for (Entry chain : before) {
            for (Entry entry = chain; entry != null; ) {
                Entry next = entry.next;
                if (entry.used > round - KEPT_ROUNDS) {
                    link(entry);
                    size++;
                    Series kept = entry.series;
                    if (kept != null) {
                        series.put(kept.labels(), kept);
                    }
                }
                entry = next;
            }
        }
    }

    private void resize(int room) {
        @Nullable Entry[] before = buckets;
        buckets = new Entry[room];
        for (Entry chain : before) {
            for (Entry entry = chain; entry != null; ) {
                Entry next = entry.next;
                link(entry);
                entry = next;
            }
        }
    }
}
