package dev.tocsin.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** A certificate authority for tests: issues real certificates (RFC 5280) for any names and times. */
public final class Authority {
    private static final byte[] ECDSA_SHA256 = Der.sequence(Der.oid(1, 2, 840, 10045, 4, 3, 2));
    private static final char[] NO_PASSWORD = new char[0];

    /** A certificate with its key and issuer. */
    public record Issued(X509Certificate certificate, PrivateKey key, X509Certificate issuer) {
        /** A server's context that shows this certificate; asks for a client's when {@code clients} is given. */
        public SSLContext server(X509Certificate... clients) {
            try {
                KeyStore own = store();
                own.setKeyEntry("server", key, NO_PASSWORD, new Certificate[] {certificate});
                KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
                keys.init(own, NO_PASSWORD);
                KeyStore known = store();
                for (X509Certificate client : clients) {
                    known.setCertificateEntry("client", client);
                }
                TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
                SSLContext context = SSLContext.getInstance("TLS");
                if (clients.length > 0) {
                    trust.init(known);
                }
                context.init(
                        keys.getKeyManagers(),
                        clients.length > 0 ? trust.getTrustManagers() : new TrustManager[0],
                        null);
                return context;
            } catch (GeneralSecurityException | IOException fault) {
                throw new IllegalStateException(fault);
            }
        }

        /** The certificate as a PEM file. */
        public Path certificateFile(Path folder) {
            return pem(folder, certificate);
        }

        /** The key as a PEM file. */
        public Path keyFile(Path folder) {
            return write(folder, "PRIVATE KEY", key.getEncoded());
        }

        private static KeyStore store() throws GeneralSecurityException, IOException {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, NO_PASSWORD);
            return store;
        }
    }

    private final String name;
    private final KeyPair keys = keys();
    private final X509Certificate certificate;
    private long serial = 1;

    /** An authority that is valid from {@code from} until {@code until}. */
    public Authority(String name, Instant from, Instant until) {
        this.name = name;
        byte[] authority = extension(true, Der.sequence(Der.truth()), 2, 5, 29, 19);
        this.certificate = sign(name, keys, from, until, List.of(authority));
    }

    /** The authority's own certificate. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** The authority's own certificate as a PEM file. */
    public Path file(Path folder) {
        return pem(folder, certificate);
    }

    /** A certificate for {@code names}: host names and IP addresses. */
    public Issued issue(Instant from, Instant until, String... names) {
        List<byte[]> alternatives = new ArrayList<>();
        for (String each : names) {
            boolean address = each.matches("[0-9.]+");
            alternatives.add(Der.tagged(
                    address ? 0x87 : 0x82, address ? address(each) : each.getBytes(StandardCharsets.US_ASCII)));
        }
        KeyPair own = keys();
        byte[] extension = extension(false, Der.sequence(alternatives), 2, 5, 29, 17);
        return new Issued(sign(names[0], own, from, until, List.of(extension)), own.getPrivate(), certificate);
    }

    private X509Certificate sign(String subject, KeyPair own, Instant from, Instant until, List<byte[]> extensions) {
        try {
            byte[] content = Der.sequence(
                    Der.tagged(0xa0, Der.number(BigInteger.TWO)),
                    Der.number(BigInteger.valueOf(serial++)),
                    ECDSA_SHA256,
                    named(name),
                    Der.sequence(Der.time(from), Der.time(until)),
                    named(subject),
                    own.getPublic().getEncoded(),
                    Der.tagged(0xa3, Der.sequence(extensions)));
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(content);
            byte[] whole = Der.sequence(content, ECDSA_SHA256, Der.bits(signature.sign()));
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
        } catch (GeneralSecurityException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private static byte[] named(String commonName) {
        return Der.sequence(Der.tagged(0x31, Der.sequence(Der.oid(2, 5, 4, 3), Der.text(commonName))));
    }

    private static byte[] extension(boolean critical, byte[] value, int... oid) {
        return critical
                ? Der.sequence(Der.oid(oid), Der.truth(), Der.octets(value))
                : Der.sequence(Der.oid(oid), Der.octets(value));
    }

    private static byte[] address(String text) {
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (IOException fault) {
            throw new IllegalArgumentException(fault);
        }
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private static Path pem(Path folder, X509Certificate certificate) {
        try {
            return write(folder, "CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private static Path write(Path folder, String kind, byte[] bytes) {
        try {
            String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
            Path file = Files.createTempFile(folder, "test", ".pem");
            return Files.writeString(file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
        } catch (IOException fault) {
            throw new IllegalStateException(fault);
        }
    }
}
