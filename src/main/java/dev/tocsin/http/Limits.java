package dev.tocsin.http;

import java.time.Duration;

/**
 * What an exchange may cost.
 *
 * @param timeout for everything together: look-up, connection, handshake, redirects, the last byte of the body
 * @param bodyBytes at most so many bytes of the (decompressed) body are read
 * @param keepBody whether the body is wanted; else its bytes are counted and dropped
 * @param redirects how many are followed; 0 answers the redirect itself
 */
public record Limits(Duration timeout, long bodyBytes, boolean keepBody, int redirects) {
    /** Ten seconds, one MiB, no redirects: right for calls of an API. */
    public static final Limits DEFAULT = new Limits(Duration.ofSeconds(10), 1 << 20, true, 0);

    /** These with another timeout. */
    public Limits withTimeout(Duration other) {
        return new Limits(other, bodyBytes, keepBody, redirects);
    }

    /** These with another bound of the body. */
    public Limits withBodyBytes(long other) {
        return new Limits(timeout, other, keepBody, redirects);
    }

    /** These with the body kept or only counted. */
    public Limits withKeepBody(boolean kept) {
        return new Limits(timeout, bodyBytes, kept, redirects);
    }

    /** These with so many redirects followed. */
    public Limits withRedirects(int followed) {
        return new Limits(timeout, bodyBytes, keepBody, followed);
    }
}
