package dev.tocsin.collect;

import dev.tocsin.model.Labels;

/** The settings of one kind of question, as they were read. Equal settings are the same question. */
public interface CollectSettings {
    /** What the label {@code instance} says: the source's address without secrets. */
    String instance();

    /**
     * The question itself.
     *
     * @param labels of the source; every sample has them
     */
    Collector collector(Labels labels, Ports ports);
}
