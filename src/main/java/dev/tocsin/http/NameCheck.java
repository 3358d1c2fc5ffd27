package dev.tocsin.http;

import java.util.Optional;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLSession;
import okhttp3.internal.tls.OkHostnameVerifier;

/** Whether the certificate is for the name asked for: the configured one, else the address's host. */
record NameCheck(Optional<String> expected, boolean insecure) implements HostnameVerifier {
    @Override
    public boolean verify(String host, SSLSession session) {
        return insecure || OkHostnameVerifier.INSTANCE.verify(expected.orElse(host), session);
    }
}
