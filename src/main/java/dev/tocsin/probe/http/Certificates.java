package dev.tocsin.probe.http;

import dev.tocsin.model.Labels;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** What {@code probe_ssl_last_chain_info} says of a certificate. */
final class Certificates {
    private Certificates() {}

    static Labels labels(X509Certificate certificate) {
        return Labels.of(
                "fingerprint_sha256", fingerprint(certificate),
                "issuer", certificate.getIssuerX500Principal().getName(),
                "subject", certificate.getSubjectX500Principal().getName(),
                "subjectalternative", names(certificate),
                "serialnumber", certificate.getSerialNumber().toString(16));
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException unreadable) {
            return "";
        }
    }

    /** The DNS names, as there; kind 2 in RFC 5280's list of general names. */
    private static String names(X509Certificate certificate) {
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            return all == null
                    ? ""
                    : all.stream()
                            .filter(name -> Integer.valueOf(2).equals(name.getFirst()))
                            .map(name -> String.valueOf(name.getLast()))
                            .collect(Collectors.joining(","));
        } catch (GeneralSecurityException unreadable) {
            return "";
        }
    }
}
