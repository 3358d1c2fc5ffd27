package dev.tocsin.probe;

import dev.tocsin.http.Client;
import dev.tocsin.model.Labels;

/** The settings of one kind of check, as they were read. Equal settings are the same check. */
public interface ProbeSettings {
    /** What the label {@code instance} says: the target's address without secrets. */
    String instance();

    /**
     * The check itself.
     *
     * @param labels of the target; every sample has them
     */
    Prober prober(Labels labels, Client client);
}
