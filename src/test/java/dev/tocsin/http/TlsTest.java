package dev.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.clock.SystemClock;
import dev.tocsin.http.Authority.Issued;
import dev.tocsin.http.Exchange.Answered;
import dev.tocsin.http.Exchange.Failed;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real handshakes with real certificates. */
class TlsTest {
    private final SystemClock clock = new SystemClock();
    private final Instant now = clock.now().truncatedTo(ChronoUnit.SECONDS);
    private final Instant before = now.minus(Duration.ofDays(30));
    private final Instant after = now.plus(Duration.ofDays(10));
    private final Authority authority = new Authority("Test Root", before, now.plus(Duration.ofDays(300)));
    private final Client client = new Client(clock, "test");

    @TempDir
    Path folder;

    private Tls trusting = Tls.DEFAULT;

    @BeforeEach
    void trustTheAuthority() {
        trusting = tls(Optional.empty(), false);
    }

    private Tls tls(Optional<String> serverName, boolean insecure) {
        return new Tls(Optional.of(authority.file(folder)), Optional.empty(), Optional.empty(), serverName, insecure);
    }

    @Test
    void aTrustedCertificateIsMeasured() {
        try (Rogue server =
                Rogue.tlsAnswering(authority.issue(before, after, "localhost").server(), "ok")) {
            for (Wire wire : new Wire[] {Wire.FRESH, Wire.POOLED}) {
                Answered answered = (Answered) client.exchange(
                        Request.get(server.uri("localhost", "/")).withWire(wire.withTls(trusting)));
                Peer peer = answered.trace().peer().orElseThrow();
                assertThat(peer.version()).isEqualTo("TLS 1.3");
                assertThat(peer.earliestExpiry()).contains(after);
                assertThat(peer.verifiedUntil()).contains(after);
                assertThat(peer.verified()).hasSize(2);
                assertThat(answered.trace().phases().tls()).isPositive();
            }
        }
    }

    @Test
    void anExpiredCertificateIsRefusedAndStillMeasured() {
        Instant ended = now.minus(Duration.ofDays(1));
        try (Rogue server =
                Rogue.tlsAnswering(authority.issue(before, ended, "localhost").server(), "ok")) {
            Failed failed = fail(server, "localhost", trusting);
            assertThat(failed.cause()).isEqualTo(Cause.TLS_EXPIRED);
            assertThat(failed.trace().reached()).isEqualTo(Phase.TLS);
            assertThat(failed.trace().peer().orElseThrow().earliestExpiry()).contains(ended);
            assertThat(failed.trace().peer().orElseThrow().verifiedUntil()).isEmpty();
            assertThat(failed.mayHaveArrived()).isFalse();
        }
    }

    @Test
    void aCertificateOfTomorrow() {
        Issued early = authority.issue(now.plus(Duration.ofDays(1)), after, "localhost");
        try (Rogue server = Rogue.tlsAnswering(early.server(), "ok")) {
            assertThat(fail(server, "localhost", trusting).cause()).isEqualTo(Cause.TLS_NOT_YET_VALID);
        }
    }

    @Test
    void anUnknownAuthority() {
        Authority stranger = new Authority("Stranger", before, after);
        try (Rogue server =
                Rogue.tlsAnswering(stranger.issue(before, after, "localhost").server(), "ok")) {
            Failed failed = fail(server, "localhost", trusting);
            assertThat(failed.cause()).isEqualTo(Cause.TLS_UNKNOWN_AUTHORITY);
            assertThat(failed.trace().peer().orElseThrow().earliestExpiry()).contains(after);
            assertThat(fail(server, "localhost", Tls.DEFAULT).cause()).isEqualTo(Cause.TLS_UNKNOWN_AUTHORITY);
        }
    }

    @Test
    void aCertificateForOtherNames() {
        try (Rogue server = Rogue.tlsAnswering(
                authority.issue(before, after, "other.example").server(), "ok")) {
            Failed failed = fail(server, "localhost", trusting);
            assertThat(failed.cause()).isEqualTo(Cause.TLS_HOST_MISMATCH);
            assertThat(failed.trace().peer().orElseThrow().earliestExpiry()).contains(after);
            Tls named = tls(Optional.of("other.example"), false);
            assertThat(client.exchange(Request.get(server.uri("localhost", "/")).withWire(Wire.FRESH.withTls(named))))
                    .isInstanceOf(Answered.class);
        }
    }

    @Test
    void whoTrustsAnyoneStillMeasures() {
        Instant ended = now.minus(Duration.ofDays(1));
        try (Rogue server = Rogue.tlsAnswering(
                authority.issue(before, ended, "other.example").server(), "ok")) {
            Tls insecure = new Tls(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), true);
            Answered answered = (Answered)
                    client.exchange(Request.get(server.uri("localhost", "/")).withWire(Wire.FRESH.withTls(insecure)));
            assertThat(answered.trace().peer().orElseThrow().earliestExpiry()).contains(ended);
            assertThat(answered.trace().peer().orElseThrow().verified()).isEmpty();
        }
    }

    @Test
    void aClientCertificateIsShownToWhoAsks() {
        Issued ours = authority.issue(before, after, "agent");
        Tls known = new Tls(
                trusting.authorities(),
                Optional.of(ours.certificateFile(folder)),
                Optional.of(ours.keyFile(folder)),
                Optional.empty(),
                false);
        var context = authority.issue(before, after, "localhost").server(authority.certificate());
        try (Rogue server = Rogue.tls(context, socket -> {
            socket.getInputStream().read(new byte[4096]);
            Rogue.send(
                    socket,
                    Rogue.ok(((javax.net.ssl.SSLSocket) socket)
                            .getSession()
                            .getPeerPrincipal()
                            .getName()));
        })) {
            Answered answered = (Answered)
                    client.exchange(Request.get(server.uri("localhost", "/")).withWire(Wire.FRESH.withTls(known)));
            assertThat(answered.reply().text()).isEqualTo("CN=agent");
        }
    }

    @Test
    void noTlsAtThatPort() {
        try (Rogue server = Rogue.plain(socket -> Rogue.send(socket, Rogue.ok("plain")))) {
            URI address = URI.create("https://127.0.0.1:" + server.port() + "/");
            Failed failed = (Failed) client.exchange(Request.get(address).withWire(Wire.FRESH.withTls(trusting)));
            assertThat(failed.cause()).isEqualTo(Cause.TLS);
            assertThat(failed.trace().reached()).isEqualTo(Phase.TLS);
        }
    }

    @Test
    void aHandshakeThatHangsEndsInTime() {
        try (Rogue server = Rogue.plain(Rogue::hold)) {
            Exchange exchange = client.exchange(Request.get(URI.create("https://127.0.0.1:" + server.port() + "/"))
                    .withTimeout(Duration.ofMillis(300))
                    .withWire(Wire.FRESH));
            assertThat(((Failed) exchange).cause()).isEqualTo(Cause.TIMEOUT);
            assertThat(exchange.trace().reached()).isEqualTo(Phase.TLS);
            assertThat(exchange.trace().total()).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void filesThatCannotBeUsedAreNamed() throws Exception {
        Path garbage = Files.writeString(folder.resolve("garbage.pem"), "nothing");
        for (Path file : new Path[] {garbage, folder.resolve("missing.pem")}) {
            Tls broken = new Tls(Optional.of(file), Optional.empty(), Optional.empty(), Optional.empty(), false);
            Failed failed = (Failed) client.exchange(
                    Request.get(URI.create("https://127.0.0.1:1/")).withWire(Wire.FRESH.withTls(broken)));
            assertThat(failed.cause()).isEqualTo(Cause.TLS_CONFIG);
            assertThat(failed.detail()).contains("ca_file").contains(file.toString());
        }
    }

    private Failed fail(Rogue server, String host, Tls tls) {
        Exchange exchange = client.exchange(Request.get(server.uri(host, "/")).withWire(Wire.FRESH.withTls(tls)));
        assertThat(exchange).isInstanceOf(Failed.class);
        return (Failed) exchange;
    }
}
