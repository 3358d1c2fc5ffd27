package dev.tocsin.notify;

import java.util.Locale;

/** Why a page was not delivered: a closed set, for metrics and decisions; the sentence for people stands beside it. */
public enum Cause {
    /** No connection: name not found, connection refused or reset. */
    UNREACHABLE,
    /** No answer by the deadline. */
    TIMEOUT,
    /** No trust: certificate or TLS handshake. */
    TLS,
    /** The far end wants us to slow down. */
    RATE_LIMITED,
    /** The far end says that the fault is its own. */
    SERVER_ERROR,
    /** An answer that its protocol does not know. */
    BAD_ANSWER,
    /** Wrong or missing credentials, or not allowed. */
    UNAUTHORIZED,
    /** Who gives the token that it takes did not: what is to be said there was not said yet. */
    NO_TOKEN,
    /** The far end does not take this message. */
    INVALID,
    /** The addressee does not exist there, or not any more. */
    NO_SUCH_ADDRESSEE,
    /** The endpoint is not configured any more. */
    NOT_CONFIGURED,
    /** We were stopped while it was under way. */
    RESTARTED,
    /** A channel never came back with an outcome. */
    NO_OUTCOME,
    /** A bug of ours. */
    FAULT;

    /** Whether what was sent may be there all the same. */
    public boolean mayHaveArrived() {
        return switch (this) {
            case UNREACHABLE, TIMEOUT, SERVER_ERROR, BAD_ANSWER, RESTARTED, NO_OUTCOME, FAULT -> true;
            case TLS, RATE_LIMITED, UNAUTHORIZED, NO_TOKEN, INVALID, NO_SUCH_ADDRESSEE, NOT_CONFIGURED -> false;
        };
    }

    /** As a metric's label value. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
