package dev.tocsin.app;

import dev.tocsin.config.Fields;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where the agent listens: {@code listen} for its API, {@code management} for {@code /metrics} and {@code /q/health}, so that these
 * can be opened without the rest. Loopback unless said otherwise.
 */
public record WebConfig(Address listen, Address management) {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "localhost");
    private static final int HIGHEST_PORT = 65_535;

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

    private static final Address LISTEN = new Address("127.0.0.1", 9911);
    private static final Address MANAGEMENT = new Address("127.0.0.1", 9912);

    static WebConfig read(Fields in) {
        Address listen = address(in, "listen", LISTEN);
        if (!LOOPBACK.contains(listen.host())) {
            in.fault("listen", "must be a loopback address: who may call the API from elsewhere cannot be said yet");
        }
        return new WebConfig(listen, address(in, "management", MANAGEMENT));
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
        return properties;
    }
}
