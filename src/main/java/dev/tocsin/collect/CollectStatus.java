package dev.tocsin.collect;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a source stands, for people.
 *
 * @param asked when it was asked last; empty before the first time
 * @param failure why there was no answer the last time; empty when there was
 * @param skipped questions that were not asked because the one before went on
 */
public record CollectStatus(CollectTarget target, Optional<Instant> asked, Optional<Failure> failure, long skipped) {}
