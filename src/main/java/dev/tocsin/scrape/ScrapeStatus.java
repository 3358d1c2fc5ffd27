package dev.tocsin.scrape;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a target stands, for people.
 *
 * @param last what the last scrape came to; empty before the first
 * @param skipped scrapes that did not take place because the one before went on
 */
public record ScrapeStatus(ScrapeTarget target, Optional<Outcome> last, long skipped) {
    /**
     * What a scrape came to.
     *
     * @param fault why it failed, with the line when the page is at fault, without secrets; empty when it did not
     */
    public record Outcome(Instant at, Duration took, int samples, Optional<String> fault) {}
}
