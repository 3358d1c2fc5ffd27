package dev.tocsin.probe;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a target stands, for people.
 *
 * @param checked when it was checked last; empty before the first check
 * @param failure why the last check failed; empty when it did not
 * @param skipped checks that did not take place because the one before went on
 */
public record ProbeStatus(ProbeTarget target, Optional<Instant> checked, Optional<Failure> failure, long skipped) {}
