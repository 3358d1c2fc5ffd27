package dev.tocsin.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** What the {@link Tls} settings come to: loaded once, and again when one of their files has changed. */
final class Credentials {
    /** The configured files cannot be used; the message says which and why. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String message, Throwable reason) {
            super(message, reason);
        }
    }

    /** Loaded settings; {@code sockets} is shared by all who use the pool. */
    record Loaded(List<Long> stamps, X509ExtendedTrustManager trust, List<KeyManager> keys, SSLSocketFactory sockets) {}

    private static final char[] NO_PASSWORD = new char[0];

    private final Map<Tls, Loaded> known = new ConcurrentHashMap<>();

    /** Loads {@code tls}, so that nobody's deadline pays for it. Who uses it will hear what is wrong with it. */
    void prepare(Tls tls) {
        try {
            of(tls);
        } catch (Unusable later) {
            // Said by the call itself.
        }
    }

    Loaded of(Tls tls) throws Unusable {
        List<Long> stamps = stamps(tls);
        Loaded loaded = known.get(tls);
        if (loaded == null || !loaded.stamps().equals(stamps)) {
            loaded = load(tls, stamps);
            known.put(tls, loaded);
        }
        return loaded;
    }

    private static List<Long> stamps(Tls tls) {
        return Stream.of(tls.authorities(), tls.certificate(), tls.key())
                .flatMap(Optional::stream)
                .map(Credentials::stamp)
                .toList();
    }

    private static long stamp(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException missing) {
            return -1;
        }
    }

    private static Loaded load(Tls tls, List<Long> stamps) throws Unusable {
        X509ExtendedTrustManager trust = tls.insecure() ? new Gullible() : trust(tls);
        List<KeyManager> keys = keys(tls);
        return new Loaded(stamps, trust, keys, sockets(trust, keys, tls.serverName()));
    }

    /** Sockets that trust as {@code trust} says. */
    static SSLSocketFactory sockets(TrustManager trust, List<KeyManager> keys, Optional<String> name) throws Unusable {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.toArray(KeyManager[]::new), new TrustManager[] {trust}, null);
            SSLSocketFactory sockets = context.getSocketFactory();
            return name.<SSLSocketFactory>map(asked -> new NamedSockets(sockets, asked))
                    .orElse(sockets);
        } catch (GeneralSecurityException fault) {
            throw new Unusable("no TLS: " + fault.getMessage(), fault);
        }
    }

    private static X509ExtendedTrustManager trust(Tls tls) throws Unusable {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(
                    tls.authorities().isEmpty()
                            ? machine()
                            : store(tls.authorities().get()));
            return Stream.of(factory.getTrustManagers())
                    .filter(X509ExtendedTrustManager.class::isInstance)
                    .map(X509ExtendedTrustManager.class::cast)
                    .findFirst()
                    .orElseThrow(() -> new GeneralSecurityException("no trust manager"));
        } catch (IOException | GeneralSecurityException fault) {
            throw unusable("ca_file", tls.authorities(), fault);
        }
    }

    /** Null means the machine's authorities to a {@link TrustManagerFactory}. */
    private static @Nullable KeyStore machine() {
        return null;
    }

    private static KeyStore store(Path authorities) throws IOException, GeneralSecurityException {
        KeyStore store = empty();
        for (X509Certificate certificate : Pem.certificates(authorities)) {
            store.setCertificateEntry("authority-" + store.size(), certificate);
        }
        return store;
    }

    private static List<KeyManager> keys(Tls tls) throws Unusable {
        if (tls.certificate().isEmpty() || tls.key().isEmpty()) {
            return List.of();
        }
        try {
            List<X509Certificate> chain = Pem.certificates(tls.certificate().get());
            KeyStore store = empty();
            store.setKeyEntry(
                    "client",
                    Pem.key(tls.key().get(), chain.getFirst()),
                    NO_PASSWORD,
                    chain.toArray(Certificate[]::new));
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, NO_PASSWORD);
            return List.of(factory.getKeyManagers());
        } catch (IOException | GeneralSecurityException | IllegalArgumentException fault) {
            throw unusable("cert_file or key_file", tls.certificate(), fault);
        }
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }

    private static Unusable unusable(String key, Optional<Path> file, Exception fault) {
        String where = file.map(path -> " " + path).orElse("");
        return new Unusable(key + where + " cannot be used: " + fault.getMessage(), fault);
    }
}
