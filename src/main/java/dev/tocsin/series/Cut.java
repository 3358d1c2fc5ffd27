package dev.tocsin.series;

import dev.tocsin.model.Labels;
import dev.tocsin.promql.SeriesData;

/** A stretch of one series, held for decoding outside the lock. */
@SuppressWarnings("ArrayRecordComponent") // held for a moment, never compared
record Cut(Labels labels, Chunk[] chunks, long from, long to) {
    /** The points, fewer than the chunks have when the stretch ends within one. */
    Points read() {
        int room = 0;
        for (Chunk chunk : chunks) {
            room += chunk.sizeWithin(from, to);
        }
        Points points = Points.all(room, from, to);
        for (Chunk chunk : chunks) {
            chunk.read(points);
        }
        return points;
    }

    /** The series with the last of these points, decoded now: mostly one chunk is read, and one point kept. */
    SeriesData latest() {
        Points points = Points.last(from, to);
        for (int at = chunks.length - 1; at >= 0 && points.isEmpty(); at--) {
            chunks[at].read(points);
        }
        return points.as(labels);
    }

    /** The series with these points, decoded now. */
    SeriesData series() {
        return read().as(labels);
    }
}
