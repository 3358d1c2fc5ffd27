package dev.tocsin.probe.http;

import dev.tocsin.http.Peer;
import dev.tocsin.http.Phase;
import dev.tocsin.http.Reply;
import dev.tocsin.http.Trace;
import dev.tocsin.model.Gauges;
import dev.tocsin.model.Labels;
import dev.tocsin.probe.Failure;
import dev.tocsin.probe.ProbeResult;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The numbers of one check, by blackbox_exporter's names. */
final class HttpMetrics {
    private static final double NANOS = 1e9;

    private final Gauges gauges;

    HttpMetrics(Gauges gauges) {
        this.gauges = gauges;
    }

    /** What is known with or without an answer. */
    void way(Trace trace) {
        gauges.set("probe_duration_seconds", seconds(trace.total()));
        gauges.set("probe_dns_lookup_time_seconds", seconds(trace.phases().resolve()));
        for (Phase phase : Phase.values()) {
            double spent = seconds(trace.phases().of(phase));
            gauges.set("probe_http_duration_seconds", spent, "phase", phase.word());
        }
        gauges.set("probe_http_redirects", trace.redirects());
        trace.address().ifPresent(this::address);
        trace.peer().ifPresent(this::certificates);
    }

    private void address(InetAddress address) {
        gauges.set("probe_ip_protocol", address instanceof Inet4Address ? 4 : 6);
        gauges.set("probe_ip_addr_hash", hash(address.getAddress()));
    }

    /** FNV-1a of 32 bits: only whether it changes matters. */
    private static double hash(byte[] bytes) {
        int hash = 0x811c9dc5;
        for (byte each : bytes) {
            hash = (hash ^ each & 0xff) * 0x01000193;
        }
        return Integer.toUnsignedLong(hash);
    }

    private void certificates(Peer peer) {
        peer.earliestExpiry().ifPresent(end -> gauges.set("probe_ssl_earliest_cert_expiry", seconds(end)));
        peer.verifiedUntil()
                .ifPresent(end -> gauges.set("probe_ssl_last_chain_expiry_timestamp_seconds", seconds(end)));
        peer.presented().stream()
                .findFirst()
                .ifPresent(leaf -> gauges.set("probe_ssl_last_chain_info", 1, Certificates.labels(leaf)));
        if (!peer.version().isEmpty()) {
            gauges.set("probe_tls_version_info", 1, "version", peer.version());
            gauges.set("probe_tls_cipher_info", 1, "cipher", peer.cipher());
        }
    }

    void reply(Reply reply, Trace trace) {
        gauges.set("probe_http_status_code", reply.status());
        gauges.set("probe_http_content_length", reply.declaredLength());
        gauges.set("probe_http_uncompressed_body_length", reply.size());
        gauges.set("probe_http_version", version(reply.version()));
        gauges.set("probe_http_ssl", trace.secure());
        reply.headers()
                .first("Last-Modified")
                .flatMap(HttpMetrics::date)
                .ifPresent(at -> gauges.set("probe_http_last_modified_timestamp_seconds", seconds(at)));
    }

    void noReply() {
        gauges.set("probe_http_status_code", 0);
        gauges.set("probe_http_content_length", 0);
        gauges.set("probe_http_uncompressed_body_length", 0);
        gauges.set("probe_http_version", 0);
        gauges.set("probe_http_ssl", 0);
    }

    void regex(boolean failed) {
        gauges.set("probe_failed_due_to_regex", failed);
    }

    /** The result; the failure's cause is a series of its own, with the phase when the way was the trouble. */
    ProbeResult result(Optional<Failure> failure, Optional<Phase> phase) {
        gauges.set("probe_success", failure.isEmpty());
        failure.ifPresent(why -> gauges.set(
                "probe_failure_info",
                1,
                Labels.of("cause", why.cause(), "phase", phase.map(Phase::word).orElse(""))));
        return new ProbeResult(gauges.samples(), failure);
    }

    private static double version(String version) {
        return switch (version) {
            case "HTTP/2.0" -> 2;
            case "HTTP/1.0" -> 1;
            default -> 1.1;
        };
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException garbage) {
            return Optional.empty();
        }
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS;
    }

    private static double seconds(Instant instant) {
        return instant.getEpochSecond();
    }
}
