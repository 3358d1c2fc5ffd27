package dev.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.clock.SystemClock;
import dev.tocsin.config.Secret;
import dev.tocsin.http.Exchange.Answered;
import dev.tocsin.http.Exchange.Failed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

    private static byte[] gzip(String text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    /** A member with all that a header may have: a check of itself, more fields, a name, a comment. */
    private static byte[] adorned(String text) {
        byte[] plain = gzip(text);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        packed.write(plain, 0, 3);
        packed.write(0b11110);
        packed.write(plain, 4, 6);
        packed.writeBytes(new byte[] {3, 0, 'x', 'y', 'z', 'n', 'a', 'm', 'e', 0, 'c', 0, 7, 7});
        packed.write(plain, 10, plain.length - 10);
        return packed.toByteArray();
    }

    /** The exchange with a server whose body of gzip is {@code parts}, each sent by itself. */
    private Exchange unpacked(byte[]... parts) {
        int length = Stream.of(parts).mapToInt(part -> part.length).sum();
        try (Rogue server = Rogue.plain(socket -> {
            socket.getInputStream().read(new byte[4096]);
            Rogue.send(socket, "HTTP/1.1 200 OK\r\nContent-Encoding: GZIP\r\nContent-Length: " + length + "\r\n\r\n");
            for (byte[] part : parts) {
                socket.getOutputStream().write(part);
                socket.getOutputStream().flush();
            }
        })) {
            return client.exchange(Request.get(server.uri("/")));
        }
    }

    private String text(byte[]... parts) {
        return unpacked(parts) instanceof Answered answered ? answered.reply().text() : "none";
    }

    /** RFC 1952 allows it, Go's reader takes it, and some proxies and log-like exporters do it. */
    @Test
    void allMembersOfACompressedBodyAreRead() {
        byte[] two = new ByteArrayOutputStream() {
            {
                writeBytes(gzip("a 1\n"));
                writeBytes(gzip("b 2\n"));
            }
        }.toByteArray();
        assertThat(text(two)).isEqualTo("a 1\nb 2\n");
        assertThat(text(gzip("a"), gzip(""), adorned("b"), gzip("c".repeat(100_000))))
                .isEqualTo("ab" + "c".repeat(100_000));
        assertThat(text(gzip(""))).isEmpty();
        assertThat(text()).isEmpty();
        Reply reply = unpacked(gzip("a")) instanceof Answered answered ? answered.reply() : null;
        assertThat(reply).isNotNull().satisfies(one -> {
            assertThat(one.declaredLength()).isEqualTo(-1);
            assertThat(one.headers().first("Content-Encoding")).isEmpty();
        });
    }

    @Test
    void allMembersTogetherAreBounded() {
        byte[] half = gzip("x".repeat(700_000));
        assertThat(unpacked(half, half)).isInstanceOfSatisfying(Answered.class, answered -> {
            assertThat(answered.reply().size()).isEqualTo(1 << 20);
            assertThat(answered.reply().truncated()).isTrue();
        });
    }

    @Test
    void aCompressedBodyThatIsNoneIsAFailure() {
        byte[] wrong = gzip("a");
        wrong[wrong.length - 8]++;
        byte[] cut = Arrays.copyOf(gzip("a"), 15);
        assertThat(unpacked(wrong)).isInstanceOf(Failed.class);
        assertThat(unpacked(cut)).isInstanceOf(Failed.class);
        assertThat(unpacked(gzip("a"), new byte[] {1, 2, 3, 4})).isInstanceOf(Failed.class);
        assertThat(unpacked("plain".getBytes(StandardCharsets.UTF_8))).isInstanceOf(Failed.class);
    }

    @Test
    void whoAsksForAnEncodingGetsItAsItIs() {
        byte[] packed = gzip("a");
        try (Rogue server = Rogue.plain(socket -> {
            socket.getInputStream().read(new byte[4096]);
            Rogue.send(
                    socket,
                    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + packed.length + "\r\n\r\n");
            socket.getOutputStream().write(packed);
        })) {
            Reply reply = answered(Request.get(server.uri("/")).withHeader("Accept-Encoding", "gzip"))
                    .reply();
            assertThat(reply.bytes()).isEqualTo(packed);
            assertThat(reply.declaredLength()).isEqualTo(packed.length);
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
