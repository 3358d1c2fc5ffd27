package dev.tocsin.alert;

import dev.tocsin.model.Labels;
import java.time.Instant;
import java.util.Map;

/**
 * What somebody else says of one alert, as Alertmanager's API takes it: it fires from {@code starts} until {@code until}, unless they
 * say so again; one whose {@code until} is not after {@code at} is over. {@code stated}: they named that end.
 */
public record Push(Labels labels, Note note, Instant starts, Instant until, boolean stated, Instant at) {
    /** What they say about it: {@code source} is where it can be looked at, an address or empty. */
    public record Note(Map<String, String> annotations, String source) {
        public Note {
            annotations = Map.copyOf(annotations);
        }
    }

    boolean isOver() {
        return !until.isAfter(at);
    }
}
