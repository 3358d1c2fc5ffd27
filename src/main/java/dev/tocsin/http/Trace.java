package dev.tocsin.http;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What is known of the way of an exchange, whether it succeeded or not.
 *
 * @param phases times, summed over redirects
 * @param total from the start (after the permit for a handshake) to the end
 * @param reached the phase that it was in last
 * @param address the address connected to last
 * @param peer the last TLS peer
 * @param redirects how many were followed
 * @param uri where the last request went; may hold secrets, so print it by {@link Redaction#address}
 */
public record Trace(
        Phases phases,
        Duration total,
        Phase reached,
        Optional<InetAddress> address,
        Optional<Peer> peer,
        int redirects,
        URI uri) {
    /** Whether the last request went over TLS. */
    public boolean secure() {
        return "https".equalsIgnoreCase(uri.getScheme());
    }
}
