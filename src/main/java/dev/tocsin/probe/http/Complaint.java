package dev.tocsin.probe.http;

import java.util.Locale;

/** What may be wrong with an answer. What may be wrong on the way to it is {@link dev.tocsin.http.Cause}. */
enum Complaint {
    /** Not one of the wanted status codes. */
    STATUS,
    /** Not one of the wanted versions of HTTP. */
    HTTP_VERSION,
    /** Over TLS, and must not be. */
    SSL,
    /** Not over TLS, and must be. */
    NOT_SSL,
    /** A header matches that must not, or does not match that must. */
    HEADER_REGEX,
    /** The body matches what it must not, or does not match what it must. */
    BODY_REGEX,
    /** The body is longer than the limit. */
    BODY_TOO_LARGE,
    /** The body is no JSON, or does not say what it must. */
    JSON;

    /** As it stands in labels and messages: {@code http-version}, {@code json}, ... */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it is what {@code probe_failed_due_to_regex} is about. */
    boolean regex() {
        return this == HEADER_REGEX || this == BODY_REGEX;
    }
}
