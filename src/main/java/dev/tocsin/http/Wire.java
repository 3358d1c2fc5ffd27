package dev.tocsin.http;

import java.net.URI;
import java.util.Optional;

/**
 * How the connection of a request is made.
 *
 * @param tls trust and client certificate
 * @param proxy an HTTP proxy; the environment's proxies are never used
 * @param fresh a connection of its own, closed afterwards, for who measures; else one from the pool
 * @param http2 whether HTTP/2 may be negotiated
 * @param family which addresses of the host to use
 */
public record Wire(Tls tls, Optional<URI> proxy, boolean fresh, boolean http2, Family family) {
    /** Which of a host's addresses to use. */
    public enum Family {
        /** All, in the resolver's order. */
        ANY,
        /** IPv4, else IPv6. */
        IP4,
        /** IPv6, else IPv4. */
        IP6,
        /** IPv4 alone. */
        IP4_ONLY,
        /** IPv6 alone. */
        IP6_ONLY
    }

    /** Pooled connections, HTTP/2 where the server has it. */
    public static final Wire POOLED = new Wire(Tls.DEFAULT, Optional.empty(), false, true, Family.ANY);

    /** A connection of its own each time, HTTP/1.1. */
    public static final Wire FRESH = new Wire(Tls.DEFAULT, Optional.empty(), true, false, Family.ANY);

    /** This one with other TLS settings. */
    public Wire withTls(Tls other) {
        return new Wire(other, proxy, fresh, http2, family);
    }

    /** This one through {@code other}. */
    public Wire withProxy(Optional<URI> other) {
        return new Wire(tls, other, fresh, http2, family);
    }

    /** This one with HTTP/2 allowed or not. */
    public Wire withHttp2(boolean allowed) {
        return new Wire(tls, proxy, fresh, allowed, family);
    }

    /** This one with the addresses of {@code other}. */
    public Wire withFamily(Family other) {
        return new Wire(tls, proxy, fresh, http2, other);
    }
}
