package dev.tocsin.series;

import dev.tocsin.model.FloatHistogram;
import org.jspecify.annotations.Nullable;

/** Packed points as bytes. */
final class ChunkCodec {
    private static final int HISTOGRAMS = 1;
    private static final int STARTS = 2;
    private static final int PACKED = 4;

    private ChunkCodec() {}

    static void write(Chunk chunk, Bytes into) {
        into.unsigned(chunk.size());
        into.signed(chunk.first());
        into.signed(chunk.last());
        into.unsigned(chunk.words().length);
        for (long word : chunk.words()) {
            into.fixed(word);
        }
        Chunk.Rare rare = chunk.rare();
        into.octet(kinds(chunk.form(), rare));
        if (rare != null) {
            write(chunk.size(), rare, into);
        }
    }

    private static int kinds(Chunk.Form form, Chunk.@Nullable Rare rare) {
        int kinds = form == Chunk.Form.PACKED ? PACKED : 0;
        if (rare != null) {
            kinds |= (rare.histograms() == null ? 0 : HISTOGRAMS) | (rare.starts() == null ? 0 : STARTS);
        }
        return kinds;
    }

    private static void write(int size, Chunk.Rare rare, Bytes into) {
        for (int at = 0; rare.histograms() != null && at < size; at++) {
            FloatHistogram histogram = rare.histogram(at);
            into.octet(histogram == null ? 0 : 1);
            if (histogram != null) {
                HistogramCodec.write(histogram, into);
            }
        }
        for (int at = 0; rare.starts() != null && at < size; at++) {
            into.signed(rare.start(at));
        }
    }

    static Chunk read(Frame from) {
        int size = from.upTo(Encoder.FULL);
        long first = from.signed();
        long last = from.signed();
        long[] words = new long[from.count(8)];
        for (int at = 0; at < words.length; at++) {
            words[at] = from.fixed();
        }
        int kinds = from.octet();
        @Nullable FloatHistogram @Nullable [] histograms = (kinds & HISTOGRAMS) == 0 ? null : histograms(size, from);
        long @Nullable [] starts = (kinds & STARTS) == 0 ? null : starts(size, from);
        Chunk.Form form = (kinds & PACKED) == 0 ? Chunk.Form.LOOSE : Chunk.Form.PACKED;
        boolean isRare = histograms != null || starts != null;
        return new Chunk(size, first, last, form, words, isRare ? new Chunk.Rare(histograms, starts) : null);
    }

    private static @Nullable FloatHistogram[] histograms(int size, Frame from) {
        @Nullable FloatHistogram[] histograms = new FloatHistogram[size];
        for (int at = 0; at < size; at++) {
            histograms[at] = from.octet() == 0 ? null : from.histogram();
        }
        return histograms;
    }

    private static long[] starts(int size, Frame from) {
        long[] starts = new long[size];
        for (int at = 0; at < size; at++) {
            starts[at] = from.signed();
        }
        return starts;
    }
}
