package dev.tocsin.remote;

import dev.tocsin.config.Fields;
import dev.tocsin.http.Auth;
import dev.tocsin.http.Limits;
import dev.tocsin.http.Request;
import dev.tocsin.http.Tls;
import dev.tocsin.http.Wire;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A store that speaks Prometheus' API (Prometheus, Thanos, Mimir, VictoriaMetrics) and evaluates rules.
 *
 * @param name unique; what rule files are bound to
 * @param request an instant query without its body
 */
public record DatasourceConfig(String name, Request request) {
    private static final long LARGEST = 64 << 20;
    private static final int REDIRECTS = 10;

    /** Reads the list {@code datasources}; a name given twice is a fault. */
    public static List<DatasourceConfig> list(Fields in) {
        Set<String> names = new HashSet<>();
        return in.list("datasources", one -> {
            DatasourceConfig config = read(one);
            if (!names.add(config.name())) {
                one.fault("name", "two datasources are called " + config.name());
            }
            return config;
        });
    }

    /** Reads {@code name}, {@code url} (to which {@code /api/v1/query} is added), {@code headers} and the keys of Prometheus' HTTP clients. */
    private static DatasourceConfig read(Fields in) {
        URI base = in.uri("url");
        String path = base.getRawPath() == null ? "" : base.getRawPath().replaceFirst("/+$", "");
        URI url = URI.create(base.getScheme() + "://" + base.getRawAuthority() + path + "/api/v1/query"
                + (base.getRawQuery() == null ? "" : "?" + base.getRawQuery()));
        Wire wire = Wire.POOLED
                .withTls(in.optional("tls_config", Tls::read).orElse(Tls.DEFAULT))
                .withProxy(in.optionalUri("proxy_url"))
                .withHttp2(in.flag("enable_http2", true));
        int redirects = in.flag("follow_redirects", true) ? REDIRECTS : 0;
        Request request = Request.get(url)
                .withMethod("POST")
                .withAuth(Auth.read(in))
                .withWire(wire)
                .withLimits(Limits.DEFAULT.withBodyBytes(LARGEST).withRedirects(redirects));
        for (Map.Entry<String, String> header : new TreeMap<>(in.textMap("headers")).entrySet()) {
            request = request.withHeader(header.getKey(), header.getValue());
        }
        return new DatasourceConfig(in.text("name"), request);
    }
}
