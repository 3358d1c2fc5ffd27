package dev.tocsin.app;

import dev.tocsin.config.Fields;

/**
 * What is kept besides samples; the keys are called as in Prometheus.
 *
 * @param mostExemplars how many exemplars, of all series together, with the feature {@code exemplar-storage}
 */
public record StorageConfig(int mostExemplars) {
    private static final int USUAL = 10_000;

    static StorageConfig read(Fields in) {
        return new StorageConfig(
                in.optional("exemplars", StorageConfig::exemplars).orElse(USUAL));
    }

    private static int exemplars(Fields in) {
        long given = in.whole("max_exemplars", USUAL);
        if (given < 0 || given > Integer.MAX_VALUE) {
            in.fault("max_exemplars", "must be between 0, for none, and " + Integer.MAX_VALUE);
            return USUAL;
        }
        return (int) given;
    }
}
