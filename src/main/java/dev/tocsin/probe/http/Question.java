package dev.tocsin.probe.http;

import dev.tocsin.config.Fields;
import dev.tocsin.http.Auth;
import dev.tocsin.http.Header;
import dev.tocsin.http.Headers;
import dev.tocsin.http.Limits;
import dev.tocsin.http.Payload;
import dev.tocsin.http.Request;
import dev.tocsin.http.Tls;
import dev.tocsin.http.Wire;
import dev.tocsin.http.Wire.Family;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a check sends, and over what kind of connection. */
record Question(String method, List<Header> headers, Optional<String> body, Auth auth, Wire wire) {
    Question {
        headers = List.copyOf(headers);
    }

    static Question read(Fields in) {
        String method = in.text("method", "GET").toUpperCase(Locale.ROOT);
        Optional<String> body = in.optionalText("body");
        if (body.isPresent() && (method.equals("GET") || method.equals("HEAD"))) {
            in.fault("body", "a " + method + " has no body; set method: POST");
        }
        return new Question(method, headers(in), body, Auth.read(in), wire(in));
    }

    /** Values may be keys: {@code ${NAME}} expands in them. */
    private static List<Header> headers(Fields in) {
        return in.optional(
                        "headers",
                        headers -> headers.keys().stream()
                                .map(name -> new Header(name, headers.address(name)))
                                .toList())
                .orElse(List.of());
    }

    private static Wire wire(Fields in) {
        return Wire.FRESH
                .withTls(in.optional("tls_config", Tls::read).orElse(Tls.DEFAULT))
                .withProxy(in.optionalUri("proxy_url"))
                .withHttp2(in.flag("enable_http2", false))
                .withFamily(family(in));
    }

    /** Without a preference it is the resolver's order, which knows what this machine can reach. */
    private static Family family(Fields in) {
        boolean fallback = in.flag("ip_protocol_fallback", true);
        return in.optionalChoice("preferred_ip_protocol", Protocol.class)
                .map(protocol -> switch (protocol) {
                    case IP4 -> fallback ? Family.IP4 : Family.IP4_ONLY;
                    case IP6 -> fallback ? Family.IP6 : Family.IP6_ONLY;
                })
                .orElse(Family.ANY);
    }

    /** blackbox_exporter's words. */
    private enum Protocol {
        IP4,
        IP6
    }

    Request request(URI url) {
        String type = headers.stream()
                .filter(header -> header.name().equalsIgnoreCase("Content-Type"))
                .map(Header::value)
                .findFirst()
                .orElse("");
        return new Request(
                method,
                url,
                new Headers(headers),
                body.map(text -> Payload.of(type, text)),
                auth,
                Limits.DEFAULT,
                wire);
    }

    /** Nothing of headers, body and credentials. */
    @Override
    public String toString() {
        return method;
    }
}
