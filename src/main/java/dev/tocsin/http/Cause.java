package dev.tocsin.http;

import java.util.Locale;

/** Why an exchange did not end as it should. Closed: it is the label of metrics and decides what is tried again. */
public enum Cause {
    /** The deadline passed; {@link Trace#reached} says in which phase. */
    TIMEOUT,
    /** The name does not resolve, or the resolver is out of order. */
    DNS,
    /** Nobody listens at that port. */
    CONNECT_REFUSED,
    /** No connection, for another reason than refusal: no route, network unreachable. */
    CONNECT,
    /** The peer broke the connection off. */
    RESET,
    /** The peer closed before the whole answer was there, or lied about its length. */
    INCOMPLETE,
    /** A certificate of the chain is past its end. */
    TLS_EXPIRED,
    /** A certificate of the chain is not valid yet. */
    TLS_NOT_YET_VALID,
    /** The chain does not lead to an authority that we trust. */
    TLS_UNKNOWN_AUTHORITY,
    /** The certificate is for other names than the one asked for. */
    TLS_HOST_MISMATCH,
    /** The configured certificates or keys cannot be used. */
    TLS_CONFIG,
    /** Another failure of the handshake: no common version, client certificate refused, no TLS at that port. */
    TLS,
    /** The answer is not HTTP. */
    PROTOCOL,
    /** A redirect that leads nowhere, or one too many. */
    REDIRECT,
    /** The body is longer than the limit. Only for those to whom a cut body is of no use: the client itself says so by
     * {@link Reply#truncated}. */
    BODY_TOO_LARGE,
    /** The status is not one that the caller accepts. The client itself answers any status. */
    STATUS,
    /** The token that the request needs could not be had: {@link OAuth2}. */
    TOKEN,
    /** The request cannot be made: an address that is none, a header that is not allowed. */
    REQUEST,
    /** The calling thread was interrupted. */
    INTERRUPTED;

    /** As it stands in labels and messages: {@code connect-refused}, {@code tls-expired}, ... */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
