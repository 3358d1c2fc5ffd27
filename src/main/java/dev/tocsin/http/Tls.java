package dev.tocsin.http;

import dev.tocsin.config.Fields;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How to prove who the peer is, and who we are. Files hold PEM; the key is PKCS#8. They are read again when they
 * change, so that a renewed certificate needs no restart.
 *
 * @param authorities certificates to trust instead of the machine's
 * @param certificate our certificate and its chain, when the server asks for one
 * @param key its private key
 * @param serverName the name to ask for and to expect, instead of the address's host
 * @param insecure trust any certificate of any name
 */
public record Tls(
        Optional<Path> authorities,
        Optional<Path> certificate,
        Optional<Path> key,
        Optional<String> serverName,
        boolean insecure) {
    /** The machine's authorities, no client certificate. */
    public static final Tls DEFAULT =
            new Tls(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);

    /** Prometheus' {@code tls_config}: {@code ca_file, cert_file, key_file, server_name, insecure_skip_verify,
     * min_version}. */
    public static Tls read(Fields in) {
        if (in.text("min_version", "TLS12").equals("TLS13")) {
            in.warn("min_version", "is not used: TLS 1.2 is the oldest that is spoken");
        }
        var config = new Tls(
                in.optionalPath("ca_file"),
                in.optionalPath("cert_file"),
                in.optionalPath("key_file"),
                in.optionalText("server_name"),
                in.flag("insecure_skip_verify", false));
        if (config.certificate.isPresent() != config.key.isPresent()) {
            in.fault(config.key.isPresent() ? "key_file" : "cert_file", "cert_file and key_file go together");
        }
        return config;
    }
}
