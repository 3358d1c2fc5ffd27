package dev.tocsin.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** What an exception of a call means. The only place that looks at exceptions' kinds and words. */
record Fault(Cause cause, String detail) {
    /**
     * Reads {@code thrown}, of a call to {@code request} that came as far as {@code reached}.
     *
     * @param spent whether the time was over when it was thrown: then closing the socket was what broke it
     */
    static Fault of(Exception thrown, Request request, Phase reached, boolean spent) {
        if (Thread.currentThread().isInterrupted()) {
            return new Fault(Cause.INTERRUPTED, "stopped in phase " + reached.word());
        }
        if (spent || late(thrown)) {
            return new Fault(Cause.TIMEOUT, timeout(request.limits().timeout(), reached));
        }
        Cause cause = cause(thrown, reached);
        return new Fault(cause, Redaction.text(words(cause, thrown, request), request));
    }

    /** Also a look-up that did not answer: OkHttp lets it throw nothing but "unknown host". */
    private static boolean late(Throwable thrown) {
        return thrown instanceof InterruptedIOException || thrown.getCause() instanceof InterruptedIOException;
    }

    private static String timeout(Duration timeout, Phase reached) {
        return "timed out in phase " + reached.word() + " (timeout "
                + timeout.toString().substring(2).toLowerCase(Locale.ROOT) + ")";
    }

    private static Cause cause(Throwable thrown, Phase reached) {
        return switch (thrown) {
            case UnknownHostException _ -> Cause.DNS;
            case SSLException _ when brokenOff(thrown) -> Cause.RESET;
            case SSLException _ -> tls(thrown);
            case ConnectException refused when says(refused, "refused") -> Cause.CONNECT_REFUSED;
            case SocketException reset when says(reset, "reset") -> Cause.RESET;
            case ConnectException _ -> Cause.CONNECT;
            case NoRouteToHostException _ -> Cause.CONNECT;
            case ProtocolException cut when says(cut, "unexpected end of stream") -> Cause.INCOMPLETE;
            case ProtocolException _ -> Cause.PROTOCOL;
            case SocketException _ -> reached == Phase.CONNECT ? Cause.CONNECT : Cause.RESET;
            case EOFException _ -> Cause.INCOMPLETE;
            case IOException cut when says(cut, "unexpected end of stream") -> Cause.INCOMPLETE;
            case IOException reset when says(reset, "reset") -> Cause.RESET;
            case IOException _ -> Cause.PROTOCOL;
            default -> Cause.PROTOCOL;
        };
    }

    private static Cause tls(Throwable thrown) {
        if (thrown instanceof SSLPeerUnverifiedException) {
            return Cause.TLS_HOST_MISMATCH;
        }
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            Optional<Cause> known = switch (at) {
                case CertificateExpiredException _ -> Optional.of(Cause.TLS_EXPIRED);
                case CertificateNotYetValidException _ -> Optional.of(Cause.TLS_NOT_YET_VALID);
                case CertPathBuilderException _ -> Optional.of(Cause.TLS_UNKNOWN_AUTHORITY);
                default -> Optional.empty();
            };
            if (known.isPresent()) {
                return known.get();
            }
        }
        return Cause.TLS;
    }

    /** The JDK wraps a connection that broke during the handshake in an exception of TLS. */
    private static boolean brokenOff(Throwable thrown) {
        return thrown.getCause() instanceof SocketException || thrown.getCause() instanceof EOFException;
    }

    /** Whether it or what it wraps says {@code word}: OkHttp wraps what the system said. */
    private static boolean says(Throwable thrown, String word) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at.getMessage() != null
                    && at.getMessage().toLowerCase(Locale.ROOT).contains(word)) {
                return true;
            }
        }
        return false;
    }

    private static String words(Cause cause, Throwable thrown, Request request) {
        String host = Redaction.host(request.uri());
        String why = Optional.ofNullable(thrown.getMessage())
                .orElse(thrown.getClass().getSimpleName());
        return switch (cause) {
            case DNS -> "no address for " + host;
            case CONNECT_REFUSED -> host + " refused the connection";
            case CONNECT -> "no connection to " + host + ": " + why;
            case RESET -> host + " broke the connection off: " + why;
            case INCOMPLETE -> host + " closed the connection before the whole answer was there";
            case TLS_EXPIRED -> "the certificate of " + host + " has expired: " + why;
            case TLS_NOT_YET_VALID -> "the certificate of " + host + " is not valid yet: " + why;
            case TLS_UNKNOWN_AUTHORITY -> "the certificate of " + host + " is not from a trusted authority";
            case TLS_HOST_MISMATCH -> "the certificate of " + host + " is for other names";
            case TLS, TLS_CONFIG -> "no TLS with " + host + ": " + why;
            case PROTOCOL -> "the answer of " + host + " is not HTTP: " + why;
            case TIMEOUT, REDIRECT, BODY_TOO_LARGE, STATUS, TOKEN, REQUEST, INTERRUPTED -> why;
        };
    }
}
