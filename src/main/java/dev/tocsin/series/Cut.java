package dev.tocsin.series;

import dev.tocsin.model.Labels;
import dev.tocsin.promql.SeriesData;
import java.util.List;

/** A stretch of one series, held for decoding outside the lock. */
record Cut(Labels labels, List<Chunk> chunks, long from, long to) {
    /** The points, fewer than the chunks have when the stretch ends within one. */
    Points read() {
        int room = 0;
        for (Chunk chunk : chunks) {
            room += chunk.size();
        }
        Points points = new Points(room, from, to);
        for (Chunk chunk : chunks) {
            chunk.read(points);
        }
        return points;
    }

    /** Adds the series to {@code found} if there are points. */
    void addTo(List<SeriesData> found) {
        Points points = read();
        if (!points.isEmpty()) {
            found.add(points.as(labels));
        }
    }
}
