package dev.tocsin.scrape;

import dev.tocsin.config.Fields;
import dev.tocsin.model.Sizes;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * What holds for a job that says nothing else: what Prometheus' {@code global} says of scraping.
 *
 * @param interval how often targets are visited
 * @param timeout how long a scrape may take; a job with a shorter interval has that
 * @param limits of what a page holds
 * @param bodyLimit in bytes; 0 for the usual
 * @param pages what is asked for, and what a page is held to
 * @param natives what becomes of native histograms
 * @param extras what is taken of a page besides its samples; no job says otherwise
 */
public record ScrapeDefaults(
        Duration interval,
        Duration timeout,
        PageLimits limits,
        long bodyLimit,
        Protocol.Usual pages,
        Natives natives,
        Extras extras) {
    private static final Duration INTERVAL = Duration.ofSeconds(15);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Nothing is said but the interval. */
    public static ScrapeDefaults every(Duration interval) {
        return new ScrapeDefaults(
                interval,
                shorter(TIMEOUT, interval),
                PageLimits.NONE,
                0,
                Protocol.Usual.STANDARD,
                Natives.IGNORED,
                Extras.NONE);
    }

    /**
     * Reads {@code scrape_interval, scrape_timeout, sample_limit, label_limit, label_name_length_limit, label_value_length_limit, body_size_limit, scrape_protocols, openmetrics, scrape_native_histograms,
     * always_scrape_classic_histograms, convert_classic_histograms_to_nhcb}.
     *
     * @param features what is experimental and was switched on; see {@link #features}
     */
    public static ScrapeDefaults read(Fields in, Collection<String> features) {
        Duration interval = in.duration("scrape_interval", INTERVAL);
        if (!interval.isPositive()) {
            in.fault("scrape_interval", "must be positive");
        }
        ScrapeDefaults plain = every(interval);
        return new ScrapeDefaults(
                interval,
                timeout(in, interval, plain),
                PageLimits.read(in, plain.limits),
                bodyLimit(in, plain),
                Protocol.Usual.read(in, plain.pages),
                Natives.read(in, plain.natives),
                Extras.of(features));
    }

    /** What is experimental here, by Prometheus' names. */
    public static List<String> features() {
        return Extras.NAMES;
    }

    static Duration timeout(Fields in, Duration interval, ScrapeDefaults usual) {
        Duration timeout = in.duration("scrape_timeout", shorter(usual.timeout, interval));
        if (!timeout.isPositive() || timeout.compareTo(interval) > 0) {
            in.fault("scrape_timeout", "must be positive and no longer than the interval");
        }
        return timeout;
    }

    static long bodyLimit(Fields in, ScrapeDefaults usual) {
        return in.parsed("body_size_limit", Sizes::parse, usual.bodyLimit);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
