package dev.tocsin.http;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the TLS handshake told of the peer, also when it failed on the trust in it.
 *
 * @param version {@code TLS 1.3} as Go prints it; empty when the handshake did not end
 * @param cipher the suite; empty when the handshake did not end
 * @param presented the chain as the peer sent it, its own certificate first
 * @param verified the chain up to a trusted authority; empty when it was not verified
 */
public record Peer(String version, String cipher, List<X509Certificate> presented, List<X509Certificate> verified) {
    public Peer {
        presented = List.copyOf(presented);
        verified = List.copyOf(verified);
    }

    /** When the first certificate that the peer sent ends. */
    public Optional<Instant> earliestExpiry() {
        return earliest(presented);
    }

    /** When the first certificate of the verified chain ends. */
    public Optional<Instant> verifiedUntil() {
        return earliest(verified);
    }

    private static Optional<Instant> earliest(List<X509Certificate> chain) {
        return chain.stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Comparator.naturalOrder());
    }
}
