package dev.tocsin.http;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * One request. User information in {@code uri} is sent as Basic when {@code auth} is none. The body is sent once
 * and never again by the client: whoever repeats it knows whether that is safe.
 */
public record Request(
        String method, URI uri, Headers headers, Optional<Payload> body, Auth auth, Limits limits, Wire wire) {
    /** A GET with the default limits over a pooled connection. */
    public static Request get(URI uri) {
        return new Request("GET", uri, Headers.NONE, Optional.empty(), Auth.none(), Limits.DEFAULT, Wire.POOLED);
    }

    /** A POST of {@code body} with the default limits over a pooled connection. */
    public static Request post(URI uri, Payload body) {
        return get(uri).withMethod("POST").withBody(Optional.of(body));
    }

    /** This request with another method. */
    public Request withMethod(String other) {
        return new Request(other, uri, headers, body, auth, limits, wire);
    }

    /** This request with another body. */
    public Request withBody(Optional<Payload> other) {
        return new Request(method, uri, headers, other, auth, limits, wire);
    }

    /** This request with a header set. */
    public Request withHeader(String name, String value) {
        return withHeaders(headers.with(name, value));
    }

    /** This request with other headers. */
    public Request withHeaders(Headers other) {
        return new Request(method, uri, other, body, auth, limits, wire);
    }

    /** This request as somebody else. */
    public Request withAuth(Auth other) {
        return new Request(method, uri, headers, body, other, limits, wire);
    }

    /** This request with other limits. */
    public Request withLimits(Limits other) {
        return new Request(method, uri, headers, body, auth, other, wire);
    }

    /** This request with another timeout. */
    public Request withTimeout(Duration timeout) {
        return withLimits(limits.withTimeout(timeout));
    }

    /** This request over another kind of connection. */
    public Request withWire(Wire other) {
        return new Request(method, uri, headers, body, auth, limits, other);
    }

    /** Method and redacted address: what may stand in a log. */
    @Override
    public String toString() {
        return method + " " + Redaction.address(uri);
    }
}
