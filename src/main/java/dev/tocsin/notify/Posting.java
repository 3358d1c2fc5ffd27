package dev.tocsin.notify;

import dev.tocsin.clock.Clock;
import dev.tocsin.http.Client;
import dev.tocsin.http.Exchange;
import dev.tocsin.http.Reply;
import dev.tocsin.http.Request;
import dev.tocsin.http.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Sends a page's request once, under its deadline, and says what came of it as far as HTTP itself can tell. Safe for any thread.
 */
public final class Posting {
    private static final int TOO_MANY = 429;
    private static final int TIMED_OUT = 408;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;
    private static final int SERVER_ERRORS = 500;

    private final Client client;
    private final Clock clock;

    public Posting(Client client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** What time it is, for a timeout that is shorter than the deadline. */
    public Instant now() {
        return clock.now();
    }

    /** Sends {@code request}; an answer of any status is judged by {@code judge}, that there was none is judged here. */
    public Delivery send(Request request, Instant deadline, Function<Reply, Delivery> judge) {
        Duration left = Duration.between(clock.now(), deadline);
        if (!left.isPositive()) {
            return new Delivery.Deferred(Cause.TIMEOUT, "no time was left to send it");
        }
        return switch (client.exchange(request.withTimeout(left))) {
            case Exchange.Answered answered -> judge.apply(answered.reply());
            case Exchange.Failed failed -> failed(failed);
        };
    }

    /**
     * What a status means where the far end says nothing better: 2xx is taken, 429, 408 and 5xx are to be tried again, everything
     * else is final. {@code word} is what it said, without secrets.
     */
    public Delivery judge(Reply reply, String word) {
        int status = reply.status();
        if (reply.ok()) {
            return new Delivery.Accepted("");
        }
        String detail = word.isEmpty() ? "HTTP " + status : "HTTP " + status + ": " + word;
        return switch (status) {
            case TOO_MANY -> new Delivery.Deferred(Cause.RATE_LIMITED, detail, retryAfter(reply));
            case TIMED_OUT -> new Delivery.Deferred(Cause.TIMEOUT, detail, retryAfter(reply));
            case UNAUTHORIZED, FORBIDDEN -> new Delivery.Refused(Cause.UNAUTHORIZED, detail);
            case NOT_FOUND, GONE -> new Delivery.Refused(Cause.NO_SUCH_ADDRESSEE, detail);
            default ->
                status >= SERVER_ERRORS
                        ? new Delivery.Deferred(Cause.SERVER_ERROR, detail, retryAfter(reply))
                        : new Delivery.Refused(Cause.INVALID, detail);
        };
    }

    /** How long the far end wants us to wait, if it says so. */
    public Optional<Duration> retryAfter(Reply reply) {
        return RetryAfter.of(reply, clock.now());
    }

    private static Delivery failed(Exchange.Failed failed) {
        if (failed.cause() == dev.tocsin.http.Cause.REQUEST) {
            return new Delivery.Refused(Cause.INVALID, failed.detail());
        }
        return failed.mayHaveArrived()
                ? new Delivery.Unknown(cause(failed), failed.detail())
                : new Delivery.Deferred(cause(failed), failed.detail());
    }

    private static Cause cause(Exchange.Failed failed) {
        return switch (failed.cause()) {
            case TIMEOUT -> Cause.TIMEOUT;
            case DNS, CONNECT_REFUSED, CONNECT, RESET, INCOMPLETE -> Cause.UNREACHABLE;
            case TLS_EXPIRED, TLS_NOT_YET_VALID, TLS_UNKNOWN_AUTHORITY, TLS_HOST_MISMATCH, TLS_CONFIG, TLS -> Cause.TLS;
            case PROTOCOL, REDIRECT, BODY_TOO_LARGE, STATUS -> Cause.BAD_ANSWER;
            case TOKEN -> Cause.NO_TOKEN;
            case REQUEST -> Cause.INVALID;
            case INTERRUPTED -> Cause.RESTARTED;
        };
    }
}
