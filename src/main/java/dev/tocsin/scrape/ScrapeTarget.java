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
 */
public record ScrapeTarget(String job, Identity identity, Duration interval, Access access, Rules rules) {
    private static final double MILLIS = 1000;

    /**
     * Which target it is.
     *
     * @param url of its page
     * @param labels of every series: {@code instance}, {@code job} and what the configuration adds
     * @param discovered its labels before relabelling
     */
    record Identity(URI url, Labels labels, Labels discovered) {}

    /**
     * How its page is fetched.
     *
     * @param wish the formats that are asked for
     * @param limits the timeout, the largest page and the redirects
     */
    record Access(Protocol.Wish wish, Auth auth, Wire wire, Limits limits) {
        Access within(Duration timeout) {
            return limits.timeout().equals(timeout) ? this : new Access(wish, auth, wire, limits.withTimeout(timeout));
        }
    }

    /** The address of its page. */
    public URI url() {
        return identity.url();
    }

    /** Of every series: {@code instance}, {@code job} and what the configuration adds. */
    public Labels labels() {
        return identity.labels();
    }

    /** Its labels before relabelling, such as {@code __address__}. */
    public Labels discovered() {
        return identity.discovered();
    }

    /** How long a scrape may take. */
    public Duration timeout() {
        return access.limits().timeout();
    }

    /** What tells it from all others. */
    String key() {
        return job + " " + Redaction.address(url()) + " " + labels().fingerprint()
                + Integer.toHexString(url().hashCode());
    }

    Request request() {
        double timeout = access.limits().timeout().toMillis() / MILLIS;
        return Request.get(url())
                .withHeader("Accept", access.wish().accept())
                .withHeader("X-Prometheus-Scrape-Timeout-Seconds", String.valueOf(timeout))
                .withAuth(access.auth())
                .withWire(access.wire())
                .withLimits(access.limits());
    }
}
