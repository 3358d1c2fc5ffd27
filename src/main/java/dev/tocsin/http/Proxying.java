package dev.tocsin.http;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import okhttp3.Authenticator;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/** Sends a call through an HTTP proxy, with the user information of its address as its credentials. */
final class Proxying {
    private static final int USUAL_PORT = 3128;

    private Proxying() {}

    static void through(URI proxy, OkHttpClient.Builder builder) {
        int port = proxy.getPort() < 0 ? USUAL_PORT : proxy.getPort();
        builder.proxy(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.getHost(), port)));
        if (proxy.getRawUserInfo() != null) {
            builder.proxyAuthenticator(new Known(proxy.getRawUserInfo()));
        }
    }

    /** Answers the proxy's question once; a second one means that the credentials are wrong. */
    private record Known(String userInfo) implements Authenticator {
        @Override
        public okhttp3.@Nullable Request authenticate(@Nullable Route route, Response response) {
            if (response.request().header("Proxy-Authorization") != null) {
                return null;
            }
            String[] parts = userInfo.split(":", 2);
            String password = parts.length < 2 ? "" : decoded(parts[1]);
            return response.request()
                    .newBuilder()
                    .header(
                            "Proxy-Authorization",
                            Credentials.basic(decoded(parts[0]), password, StandardCharsets.UTF_8))
                    .build();
        }

        private static String decoded(String part) {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        }

        /** Nothing of the credentials. */
        @Override
        public String toString() {
            return "known to the proxy";
        }
    }
}
