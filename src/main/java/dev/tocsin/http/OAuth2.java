package dev.tocsin.http;

import dev.tocsin.config.Fields;
import dev.tocsin.config.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whoever a token says we are, which a server gives for an id and a secret: RFC 6749, 4.4. {@code server} is where, {@code parameters} are
 * what it wants to know besides. The {@link Client} gets the token and keeps it until shortly before its end.
 */
public record OAuth2(
        String id, Secret secret, URI server, List<String> scopes, Map<String, String> parameters, Wire wire)
        implements Auth {
    public OAuth2 {
        scopes = List.copyOf(scopes);
        parameters = Map.copyOf(parameters);
    }

    /**
     * Prometheus' {@code oauth2: client_id, client_secret}, or {@code client_secret_file}, {@code token_url, scopes,
     * endpoint_params, tls_config, proxy_url}.
     */
    static Auth read(Fields in) {
        Optional<Secret> secret = Auth.secret(in, "client_secret");
        if (secret.isEmpty()) {
            in.fault("client_secret", "is required");
        }
        return new OAuth2(
                in.text("client_id"),
                secret.orElseGet(() -> Secret.of("")),
                in.uri("token_url"),
                in.texts("scopes"),
                in.textMap("endpoint_params"),
                Wire.POOLED
                        .withTls(in.optional("tls_config", Tls::read).orElse(Tls.DEFAULT))
                        .withProxy(in.optionalUri("proxy_url")));
    }
}
