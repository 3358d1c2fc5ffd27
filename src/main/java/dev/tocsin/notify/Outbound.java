package dev.tocsin.notify;

import dev.tocsin.config.Fields;
import dev.tocsin.config.Secret;
import dev.tocsin.http.Auth;
import dev.tocsin.http.Request;
import dev.tocsin.http.Tls;
import dev.tocsin.http.Wire;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** How HTTP is spoken to a far end: Alertmanager's {@code http_config}. */
public record Outbound(Auth auth, Wire wire, boolean followRedirects) {
    private static final int MOST_REDIRECTS = 10;

    /** Without credentials, by way of a connection of its own: a pooled one may have died since the last page. */
    public static final Outbound DEFAULT = new Outbound(Auth.none(), Wire.FRESH, false);

    /** The mapping {@code http_config} of {@code in}, or what holds where there is none. */
    public static Outbound read(Fields in, Outbound usual) {
        return in.optional("http_config", Outbound::config).orElse(usual);
    }

    private static Outbound config(Fields in) {
        Tls tls = in.optional("tls_config", Tls::read).orElse(Tls.DEFAULT);
        Optional<URI> proxy = in.optionalUri("proxy_url");
        boolean http2 = in.flag("enable_http2", false);
        return new Outbound(
                Auth.read(in),
                Wire.FRESH.withTls(tls).withProxy(proxy).withHttp2(http2),
                in.flag("follow_redirects", true));
    }

    /** {@code request} sent in this way. */
    public Request apply(Request request) {
        return request.withAuth(auth)
                .withWire(wire)
                .withLimits(request.limits().withRedirects(followRedirects ? MOST_REDIRECTS : 0));
    }

    /** What must not be seen. */
    public List<Secret> secrets() {
        return auth.hidden().stream().toList();
    }
}
