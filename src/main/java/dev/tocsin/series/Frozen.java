package dev.tocsin.series;

import dev.tocsin.model.Labels;
import java.util.List;

/** One series at a moment, for the disk. */
record Frozen(int number, Labels labels, List<Chunk> chunks) {
    Frozen {
        chunks = List.copyOf(chunks);
    }
}
