package dev.tocsin.remote;

import java.util.Optional;

/**
 * How writing to a store goes.
 *
 * @param sent samples that arrived since the start
 * @param refused samples that the store would not take, for good
 * @param lost samples that there was no room for
 * @param waiting samples on the disk
 * @param trouble why the last attempt failed; empty when it did not
 */
public record RemoteWriteStatus(
        String name, long sent, long refused, long lost, long waiting, Optional<String> trouble) {}
