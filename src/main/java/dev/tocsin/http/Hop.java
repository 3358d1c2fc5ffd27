package dev.tocsin.http;

import dev.tocsin.http.Exchange.Answered;
import dev.tocsin.http.Exchange.Failed;
import java.io.IOException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.ConnectionSpec;
import okhttp3.Handshake;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** One request and its answer, without redirects. */
final class Hop {
    private static final int CONNECT_SHARE = 3;

    private final Client client;
    private final Request request;
    private final Duration start;
    private final Duration timeout;
    private @Nullable Witness witness;

    /** A hop that may take {@code timeout} from now. */
    Hop(Client client, Request request, Duration timeout) {
        this.client = client;
        this.request = request;
        this.start = client.clock().elapsed();
        this.timeout = timeout.isPositive() ? timeout : Duration.ofMillis(1);
    }

    /** Makes it. {@code handshakeOver} is called when the TLS handshake, if any, has succeeded. */
    Exchange make(Runnable handshakeOver) {
        Stopwatch stopwatch = new Stopwatch(client.clock(), handshakeOver);
        HttpUrl url = HttpUrl.parse(request.uri().toString());
        if (url == null) {
            return failed(
                    new Fault(Cause.REQUEST, "not an HTTP address: " + Redaction.address(request.uri())), stopwatch);
        }
        Call call;
        try {
            call = prepared(url, stopwatch);
        } catch (IllegalArgumentException refused) {
            // The message would quote the header's value.
            return failed(new Fault(Cause.REQUEST, "a method, body or header that HTTP does not allow"), stopwatch);
        } catch (Credentials.Unusable fault) {
            return failed(new Fault(Cause.TLS_CONFIG, String.valueOf(fault.getMessage())), stopwatch);
        }
        return made(call, stopwatch);
    }

    private Exchange made(Call call, Stopwatch stopwatch) {
        try {
            return answered(call, stopwatch);
        } catch (IOException | RuntimeException thrown) {
            stopwatch.stop();
            return failed(Fault.of(thrown, request, stopwatch.reached(), left().isZero()), stopwatch);
        }
    }

    private Answered answered(Call call, Stopwatch stopwatch) throws IOException {
        Reply reply;
        boolean dies;
        try (Response response = call.execute()) {
            reply = Answers.read(response, call, request);
            stopwatch.stop();
            dies = response.protocol() == Protocol.HTTP_1_0
                    && !"keep-alive".equalsIgnoreCase(response.header("Connection"));
        }
        if (dies) {
            client.forgetIdle();
        }
        return new Answered(reply, trace(stopwatch));
    }

    private Duration left() {
        Duration left = timeout.minus(client.clock().elapsed().minus(start));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private Call prepared(HttpUrl url, Stopwatch stopwatch) throws Credentials.Unusable {
        Wire wire = request.wire();
        OkHttpClient.Builder builder = client.calls(wire)
                .newBuilder()
                .eventListener(stopwatch)
                .callTimeout(timeout.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : timeout)
                .dns(new Lookup(client.names(), wire, this::left))
                .retryOnConnectionFailure(repeatable())
                .protocols(wire.http2() ? List.of(Protocol.HTTP_2, Protocol.HTTP_1_1) : List.of(Protocol.HTTP_1_1));
        if (!wire.fresh()) {
            // A black hole among a host's addresses must leave time for the others.
            builder.connectTimeout(timeout.dividedBy(CONNECT_SHARE).plusMillis(1));
        }
        wire.proxy().ifPresent(proxy -> Proxying.through(proxy, builder));
        if (url.isHttps()) {
            secure(builder, wire);
        }
        return builder.build().newCall(Questions.of(request, url, client.agent()));
    }

    private boolean repeatable() {
        return !request.wire().fresh()
                && (request.method().equals("GET") || request.method().equals("HEAD"));
    }

    /** A measuring call has a context of its own: no session to resume, and a witness who sees the chain. */
    private void secure(OkHttpClient.Builder builder, Wire wire) throws Credentials.Unusable {
        Tls tls = wire.tls();
        Credentials.Loaded loaded = client.credentials().of(tls);
        builder.connectionSpecs(List.of(ConnectionSpec.MODERN_TLS, ConnectionSpec.CLEARTEXT))
                .hostnameVerifier(new NameCheck(tls.serverName(), tls.insecure()));
        if (wire.fresh()) {
            Witness seeing = new Witness(loaded.trust());
            witness = seeing;
            builder.sslSocketFactory(Credentials.sockets(seeing, loaded.keys(), tls.serverName()), seeing);
        } else {
            builder.sslSocketFactory(loaded.sockets(), loaded.trust());
        }
    }

    private Failed failed(Fault fault, Stopwatch stopwatch) {
        return new Failed(fault.cause(), fault.detail(), trace(stopwatch));
    }

    private Trace trace(Stopwatch stopwatch) {
        URI uri = request.uri();
        return new Trace(
                stopwatch.phases(),
                client.clock().elapsed().minus(start),
                stopwatch.reached(),
                stopwatch.address(),
                peer(stopwatch.handshake()),
                0,
                uri);
    }

    private Optional<Peer> peer(Optional<Handshake> handshake) {
        List<X509Certificate> seen = witness == null ? List.of() : witness.seen();
        if (handshake.isEmpty()) {
            return seen.isEmpty() ? Optional.empty() : Optional.of(new Peer("", "", seen, List.of()));
        }
        Handshake done = handshake.get();
        List<X509Certificate> chain = request.wire().tls().insecure() ? List.of() : chain(done);
        return Optional.of(new Peer(
                done.tlsVersion().javaName().replace("TLSv", "TLS "),
                done.cipherSuite().javaName(),
                seen.isEmpty() ? chain : seen,
                chain));
    }

    private static List<X509Certificate> chain(Handshake handshake) {
        return handshake.peerCertificates().stream()
                .filter(X509Certificate.class::isInstance)
                .map(X509Certificate.class::cast)
                .toList();
    }
}
