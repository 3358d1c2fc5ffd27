package dev.tocsin.http;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/** Where a redirect leads (RFC 9110, 15.4). What could be a credential does not go along to another host. */
final class Redirects {
    private static final Set<String> HARMLESS = Set.of("accept", "accept-encoding", "accept-language", "user-agent");

    private Redirects() {}

    /** Whether {@code reply} is a redirect at all. */
    static boolean is(Reply reply) {
        return switch (reply.status()) {
            case 301, 302, 303, 307, 308 -> reply.headers().first("Location").isPresent();
            default -> false;
        };
    }

    /** The request that follows {@code reply} to {@code request}; empty when its location is no HTTP address. */
    static Optional<Request> next(Request request, Reply reply) {
        HttpUrl from = HttpUrl.parse(request.uri().toString());
        HttpUrl to = from == null
                ? null
                : from.resolve(reply.headers().first("Location").orElse(""));
        if (from == null || to == null) {
            return Optional.empty();
        }
        Request next = method(request, reply.status());
        if (!sameServer(from, to)) {
            next = stranger(next);
        }
        URI uri = to.uri();
        return Optional.of(
                new Request(next.method(), uri, next.headers(), next.body(), next.auth(), next.limits(), next.wire()));
    }

    /** As browsers do: a POST becomes a GET, except where the status forbids it. */
    private static Request method(Request request, int status) {
        boolean keeps = status == 307 || status == 308;
        boolean safe = request.method().equals("GET") || request.method().equals("HEAD");
        if (keeps || safe) {
            return request;
        }
        return request.withMethod("GET")
                .withBody(Optional.empty())
                .withHeaders(request.headers()
                        .keep(name -> !name.toLowerCase(Locale.ROOT).startsWith("content-")));
    }

    /** The same host and port, or the same host's step from HTTP up to HTTPS on the usual ports. */
    private static boolean sameServer(HttpUrl from, HttpUrl to) {
        boolean same = from.scheme().equals(to.scheme()) && from.port() == to.port();
        boolean up = !from.isHttps() && to.isHttps() && from.port() == 80 && to.port() == 443;
        return from.host().equals(to.host()) && (same || up);
    }

    private static Request stranger(Request request) {
        Tls tls = request.wire().tls();
        Tls bare = new Tls(tls.authorities(), Optional.empty(), Optional.empty(), Optional.empty(), tls.insecure());
        return request.withAuth(Auth.none())
                .withHeaders(request.headers().keep(name -> HARMLESS.contains(name.toLowerCase(Locale.ROOT))))
                .withWire(request.wire().withTls(bare));
    }
}
