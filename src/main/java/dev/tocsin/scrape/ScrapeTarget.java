package dev.tocsin.scrape;

import dev.tocsin.http.Auth;
import dev.tocsin.http.Limits;
import dev.tocsin.http.Redaction;
import dev.tocsin.http.Request;
import dev.tocsin.http.Wire;
import dev.tocsin.model.Labels;
import java.net.URI;
import java.time.Duration;

/**
 * One target and how it is scraped.
 *
 * @param job the name of the job that it belongs to
 * @param url of its page
 * @param labels of every series: {@code instance}, {@code job} and what the configuration adds
 */
public record ScrapeTarget(String job, URI url, Labels labels, Duration interval, Access access, Rules rules) {
    private static final double MILLIS = 1000;

    /**
     * How its page is fetched.
     *
     * @param wish the formats that are asked for
     * @param limits the timeout, the largest page and the redirects
     */
    record Access(Protocol.Wish wish, Auth auth, Wire wire, Limits limits) {}

    /** How long a scrape may take. */
    public Duration timeout() {
        return access.limits().timeout();
    }

    /** What tells it from all others. */
    String key() {
        return job + " " + Redaction.address(url) + " " + labels.fingerprint() + Integer.toHexString(url.hashCode());
    }

    Request request() {
        double timeout = access.limits().timeout().toMillis() / MILLIS;
        return Request.get(url)
                .withHeader("Accept", access.wish().accept())
                .withHeader("X-Prometheus-Scrape-Timeout-Seconds", String.valueOf(timeout))
                .withAuth(access.auth())
                .withWire(access.wire())
                .withLimits(access.limits());
    }
}
