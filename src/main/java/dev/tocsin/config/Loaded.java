package dev.tocsin.config;

import java.util.List;

/** What came of loading a file: a value that may be used, or every fault at once. Faults are in the order of the file. */
public sealed interface Loaded<T> {
    /** Usable; {@code warnings} are worth showing. */
    record Ready<T>(T value, List<Fault> warnings) implements Loaded<T> {
        public Ready {
            warnings = List.copyOf(warnings);
        }
    }

    /** Not usable. {@code faults} holds at least one error, and the warnings too. */
    record Refused<T>(List<Fault> faults) implements Loaded<T> {
        public Refused {
            faults = List.copyOf(faults);
        }
    }
}
