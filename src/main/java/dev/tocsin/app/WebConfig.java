package dev.tocsin.app;

import dev.tocsin.access.Tokens;
import dev.tocsin.config.Fields;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where the agent listens, and who may call: {@code listen} for its API, {@code management} for {@code /metrics} and
 * {@code /q/health}, so that these can be opened without the rest; loopback unless said otherwise. {@code names} are further hosts
 * that the agent is asked for by, such as a proxy's before it. With {@code tls} the API is reached by it alone.
 */
public record WebConfig(Address listen, Address management, Tokens tokens, Set<String> names, Optional<Tls> tls) {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "localhost");
    private static final int HIGHEST_PORT = 65_535;

    public WebConfig {
        names = Set.copyOf(names);
    }

    /** A host and a port; port 0 is any free one. */
    public record Address(String host, int port) {
        static Address parse(String text) {
            int colon = text.lastIndexOf(':');
            if (colon < 0) {
                throw new IllegalArgumentException("must be host:port, such as 127.0.0.1:9911");
            }
            String host = text.substring(0, colon).replace("[", "").replace("]", "");
            try {
                int port = Integer.parseInt(text.substring(colon + 1));
                if (port < 0 || port > HIGHEST_PORT) {
                    throw new IllegalArgumentException("the port must be between 0 and " + HIGHEST_PORT);
                }
                return new Address(host.isEmpty() ? "0.0.0.0" : host, port);
            } catch (NumberFormatException garbage) {
                throw new IllegalArgumentException("the port must be a number, as in 127.0.0.1:9911", garbage);
            }
        }
    }

    /** Files in PEM: the certificate with those that vouch for it, and its key. */
    public record Tls(Path certificate, Path key) {
        static Tls read(Fields in) {
            return new Tls(file(in, "cert_file"), file(in, "key_file"));
        }

        private static Path file(Fields in, String key) {
            Optional<Path> path = in.optionalPath(key);
            if (path.isEmpty()) {
                in.fault(key, "is required");
            } else if (!Files.isReadable(path.get())) {
                in.fault(key, "cannot be read: " + path.get());
            }
            return path.orElse(Path.of(""));
        }
    }

    private static final String HOW =
            "make a token with \"tocsin token new --role operator\" and put its line under web.tokens";
    private static final Address LISTEN = new Address("127.0.0.1", 9911);
    private static final Address MANAGEMENT = new Address("127.0.0.1", 9912);

    static WebConfig read(Fields in) {
        Address listen = address(in, "listen", LISTEN);
        Tokens tokens = Tokens.read(in);
        Set<String> names = new TreeSet<>();
        in.texts("hosts").forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        if (tokens.isEmpty() && !isLoopback(listen.host())) {
            in.fault("listen", "is not loopback, so callers must show who they are: " + HOW);
        }
        if (tokens.isEmpty() && !names.isEmpty()) {
            in.fault("hosts", "lets others in through a proxy, so callers must show who they are: " + HOW);
        }
        return new WebConfig(
                listen, address(in, "management", MANAGEMENT), tokens, names, in.optional("tls", Tls::read));
    }

    /** Whether only this machine reaches what is bound to {@code host}. */
    public static boolean isLoopback(String host) {
        return LOOPBACK.contains(host);
    }

    private static Address address(Fields in, String key, Address fallback) {
        return in.optionalAddress(key)
                .map(text -> {
                    try {
                        return Address.parse(text);
                    } catch (IllegalArgumentException bad) {
                        in.fault(key, String.valueOf(bad.getMessage()));
                        return fallback;
                    }
                })
                .orElse(fallback);
    }

    /** These as properties of Quarkus, so that the operator has one file and not two. */
    public Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>();
        properties.put("quarkus.http.host", listen.host());
        properties.put("quarkus.http.port", Integer.toString(listen.port()));
        properties.put("quarkus.management.host", management.host());
        properties.put("quarkus.management.port", Integer.toString(management.port()));
        tls.ifPresent(files -> {
            properties.put("quarkus.http.ssl-port", Integer.toString(listen.port()));
            properties.put("quarkus.http.insecure-requests", "disabled");
            properties.put(
                    "quarkus.http.ssl.certificate.files", files.certificate().toString());
            properties.put("quarkus.http.ssl.certificate.key-files", files.key().toString());
            // Whoever renews it need not restart us.
            properties.put("quarkus.http.ssl.certificate.reload-period", "1h");
        });
        return properties;
    }
}
