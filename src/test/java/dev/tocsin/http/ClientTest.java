package dev.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.clock.SystemClock;
import dev.tocsin.config.Secret;
import dev.tocsin.http.Exchange.Answered;
import dev.tocsin.http.Exchange.Failed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class ClientTest {
    private final Client client = new Client(new SystemClock(), "1.2");

    @Test
    void anAnswerWithItsPhases() {
        try (Rogue server = Rogue.answering(Rogue.ok("hello"))) {
            Answered answered = answered(Request.get(server.uri("/a?b=c")).withWire(Wire.FRESH));
            Reply reply = answered.reply();
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.text()).isEqualTo("hello");
            assertThat(reply.version()).isEqualTo("HTTP/1.1");
            assertThat(reply.declaredLength()).isEqualTo(5);
            assertThat(reply.truncated()).isFalse();
            Trace trace = answered.trace();
            assertThat(trace.reached()).isEqualTo(Phase.TRANSFER);
            assertThat(trace.phases().connect()).isPositive();
            assertThat(trace.phases().processing()).isPositive();
            assertThat(trace.phases().tls()).isZero();
            assertThat(trace.address()).map(InetAddress::getHostAddress).contains("127.0.0.1");
            assertThat(server.heads().getFirst())
                    .startsWith("GET /a?b=c HTTP/1.1\n")
                    .contains("User-Agent: tocsin/1.2\n")
                    .contains("Accept-Encoding: identity\n");
        }
    }

    @Test
    void credentialsAreSent() {
        try (Rogue server = Rogue.answering(Rogue.ok(""))) {
            Request request = Request.get(server.uri("/"));
            answered(request.withAuth(new Auth.Basic("ann", Secret.of("pa:ss"))));
            answered(request.withAuth(new Auth.Bearer(Secret.of("t0ken"))));
            answered(Request.get(URI.create("http://bob:p%40ss@127.0.0.1:" + server.port() + "/")));
            assertThat(server.heads())
                    .satisfiesExactly(
                            head -> assertThat(head).contains("Authorization: Basic YW5uOnBhOnNz\n"),
                            head -> assertThat(head).contains("Authorization: Bearer t0ken\n"),
                            head -> assertThat(head).contains("Authorization: Basic Ym9iOnBAc3M=\n"));
        }
    }

    @Test
    void aBodyThatIsNotWantedIsCounted() {
        try (Rogue server = Rogue.answering(Rogue.ok("hello"))) {
            Request request = Request.get(server.uri("/"));
            Reply reply = answered(request.withLimits(request.limits().withKeepBody(false)))
                    .reply();
            assertThat(reply.size()).isEqualTo(5);
            assertThat(reply.bytes()).isEmpty();
        }
    }

    @Test
    void aBodyAsLongAsTheLimitIsNotTruncated() {
        try (Rogue server = Rogue.answering(Rogue.ok("hello"))) {
            Request request = Request.get(server.uri("/"));
            assertThat(answered(request.withLimits(request.limits().withBodyBytes(5)))
                            .reply()
                            .truncated())
                    .isFalse();
            assertThat(answered(request.withLimits(request.limits().withBodyBytes(4)))
                            .reply()
                            .truncated())
                    .isTrue();
        }
    }

    @Test
    void compressedBodiesAreBoundedByWhatTheyUnpackTo() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            gzip.write(new byte[5_000_000]);
        }
        try (Rogue server = Rogue.plain(socket -> {
            socket.getInputStream().read(new byte[4096]);
            Rogue.send(
                    socket, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + bomb.size() + "\r\n\r\n");
            socket.getOutputStream().write(bomb.toByteArray());
        })) {
            Reply reply = answered(Request.get(server.uri("/"))).reply();
            assertThat(reply.size()).isEqualTo(1 << 20);
            assertThat(reply.truncated()).isTrue();
        }
    }

    @Test
    void aPostIsSentOnceWhateverTheServerSays() {
        String again = "HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n";
        try (Rogue server = Rogue.answering(again)) {
            Reply reply =
                    answered(Request.post(server.uri("/"), Payload.json("{}"))).reply();
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.headers().first("retry-after")).contains("1");
            assertThat(server.heads()).hasSize(1);
        }
        try (Rogue server = Rogue.plain(Rogue::reset)) {
            assertThat(client.exchange(Request.post(server.uri("/"), Payload.json("{}"))))
                    .isInstanceOf(Failed.class);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void aRedirectIsFollowedOnlyWhenAsked() {
        try (Rogue end = Rogue.answering(Rogue.ok("there"));
                Rogue start = Rogue.answering(redirect(302, end.uri("/end").toString()))) {
            assertThat(answered(Request.get(start.uri("/"))).reply().status()).isEqualTo(302);
            Answered followed = answered(following(Request.get(start.uri("/"))));
            assertThat(followed.reply().text()).isEqualTo("there");
            assertThat(followed.trace().redirects()).isEqualTo(1);
            assertThat(followed.trace().uri()).isEqualTo(end.uri("/end"));
        }
    }

    @Test
    void credentialsDoNotGoToAnotherHost() {
        try (Rogue end = Rogue.answering(Rogue.ok("there"));
                Rogue start = Rogue.answering(
                        redirect(307, end.uri("localhost", "/end").toString()))) {
            answered(following(Request.post(start.uri("/"), Payload.json("{}")))
                    .withAuth(new Auth.Bearer(Secret.of("t0ken")))
                    .withHeader("X-Api-Key", "k3y")
                    .withHeader("Accept", "text/plain"));
            assertThat(start.heads().getFirst()).contains("t0ken").contains("k3y");
            assertThat(end.heads().getFirst())
                    .startsWith("POST /end")
                    .doesNotContain("t0ken")
                    .doesNotContain("k3y")
                    .contains("Accept: text/plain\n");
        }
    }

    @Test
    void aPostThatIsRedirectedBecomesAGet() {
        try (Rogue end = Rogue.answering(Rogue.ok("there"));
                Rogue start = Rogue.answering(redirect(303, end.uri("/end").toString()))) {
            answered(following(Request.post(start.uri("/"), Payload.json("{}"))));
            assertThat(end.heads().getFirst()).startsWith("GET /end").doesNotContain("Content-Type");
        }
    }

    @Test
    void redirectsInACircleEnd() {
        try (Rogue circle = Rogue.answering(redirect(302, "/again"))) {
            Failed failed = (Failed) client.exchange(following(Request.get(circle.uri("/"))));
            assertThat(failed.cause()).isEqualTo(Cause.REDIRECT);
            assertThat(failed.detail()).isEqualTo("more than 3 redirects");
            assertThat(circle.heads()).hasSize(4);
        }
    }

    @Test
    void oneDeadlineForAllRedirects() {
        try (Rogue circle = Rogue.plain(socket -> {
            socket.getInputStream().read(new byte[4096]);
            Rogue.idle(socket, 60);
            Rogue.send(socket, redirect(302, "/again"));
        })) {
            Request request = Request.get(circle.uri("/")).withTimeout(Duration.ofMillis(300));
            Failed failed =
                    (Failed) client.exchange(request.withLimits(request.limits().withRedirects(1000)));
            assertThat(failed.cause()).isEqualTo(Cause.TIMEOUT);
            assertThat(failed.trace().total()).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void pooledCallsShareAConnectionAndFreshOnesDoNot() {
        for (Wire wire : List.of(Wire.POOLED, Wire.FRESH)) {
            try (Rogue server = Rogue.plain(socket -> {
                byte[] request = new byte[4096];
                while (socket.getInputStream().read(request) > 0) {
                    Rogue.send(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                }
            })) {
                answered(Request.get(server.uri("/")).withWire(wire));
                answered(Request.get(server.uri("/")).withWire(wire));
                assertThat(server.connections()).isEqualTo(wire.fresh() ? 2 : 1);
            }
        }
    }

    @Test
    void thePoolTriesTheNextAddressAndAProbeDoesNot() {
        try (Rogue server = Rogue.answering(Rogue.ok("up"))) {
            Names half =
                    new Names(host -> List.of(InetAddress.getByName("127.0.0.9"), InetAddress.getByName("127.0.0.1")));
            Client caller = new Client(new SystemClock(), "test", half);
            Request request = Request.post(server.uri("two.example", "/"), Payload.json("{}"));
            assertThat(caller.exchange(request)).isInstanceOf(Answered.class);
            assertThat(((Failed) caller.exchange(request.withWire(Wire.FRESH))).cause())
                    .isEqualTo(Cause.CONNECT_REFUSED);
        }
    }

    @Test
    void theFamilyOfAddressesIsChosen() throws IOException {
        InetAddress four = InetAddress.getByName("127.0.0.1");
        InetAddress six = InetAddress.getByName("::1");
        Names both = new Names(host -> List.of(four, six));
        assertThat(lookup(both, Wire.Family.IP4)).containsExactly(four, six);
        assertThat(lookup(both, Wire.Family.IP6)).containsExactly(six, four);
        assertThat(lookup(both, Wire.Family.IP4_ONLY)).containsExactly(four);
        assertThat(lookup(both, Wire.Family.IP6_ONLY)).containsExactly(six);
    }

    private static List<InetAddress> lookup(Names names, Wire.Family family) throws IOException {
        return new Lookup(names, Wire.POOLED.withFamily(family), () -> Duration.ofSeconds(1)).lookup("both.example");
    }

    @Test
    void aProxyIsUsedOnlyWhenConfigured() {
        try (Rogue proxy = Rogue.answering(Rogue.ok("by proxy"))) {
            URI address = URI.create("http://ann:p4ss@127.0.0.1:" + proxy.port());
            Reply reply = answered(Request.get(URI.create("http://far.example/x"))
                            .withWire(Wire.FRESH.withProxy(Optional.of(address))))
                    .reply();
            assertThat(reply.text()).isEqualTo("by proxy");
            assertThat(proxy.heads().getFirst()).startsWith("GET http://far.example/x HTTP/1.1");
        }
    }

    private static String redirect(int status, String location) {
        return "HTTP/1.1 " + status + " Elsewhere\r\nContent-Length: 0\r\nConnection: close\r\nLocation: " + location
                + "\r\n\r\n";
    }

    private static Request following(Request request) {
        return request.withLimits(request.limits().withRedirects(3));
    }

    private Answered answered(Request request) {
        Exchange exchange = client.exchange(request);
        assertThat(exchange).isInstanceOf(Answered.class);
        return (Answered) exchange;
    }
}
