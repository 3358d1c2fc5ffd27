package dev.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.clock.SystemClock;
import dev.tocsin.http.Exchange.Answered;
import dev.tocsin.http.Exchange.Failed;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the remote end does, an exchange ends in time and says what went wrong. */
class ClientFaultsTest {
    private static final Duration TIMEOUT = Duration.ofMillis(400);
    private static final Duration SLACK = Duration.ofSeconds(5);

    private final Client client = new Client(new SystemClock(), "test");

    @ParameterizedTest(name = "a server that {0}")
    @MethodSource("dev.tocsin.http.Rudeness#all")
    void theEndIsInTimeAndHasACause(Rudeness rude) {
        for (Wire wire : List.of(Wire.FRESH, Wire.POOLED)) {
            try (Rogue server = Rogue.plain(rude.manner())) {
                Failed failed =
                        fail(Request.get(server.uri("/")).withTimeout(TIMEOUT).withWire(wire));
                assertThat(failed.cause()).as(failed.detail()).isEqualTo(rude.cause());
                assertThat(failed.trace().reached()).isEqualTo(rude.phase());
                assertThat(failed.mayHaveArrived()).isTrue();
            }
        }
    }

    @Test
    void whatAServerOfHttp10WillCloseIsNotAskedAgain() {
        Rogue[] self = new Rogue[1];
        self[0] = Rogue.plain(socket -> {
            self[0].readHead(socket);
            Rogue.send(socket, "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok");
            // Its end comes late, as it does over a network.
            Rogue.idle(socket, 300);
        });
        try (Rogue server = self[0]) {
            URI address = server.uri("/");
            assertThat(client.exchange(Request.get(address).withTimeout(SLACK))).isInstanceOf(Answered.class);
            assertThat(client.exchange(Request.post(address, Payload.json("{}")).withTimeout(SLACK)))
                    .isInstanceOf(Answered.class);
        }
    }

    @Test
    void refusedConnection() throws IOException {
        int port;
        try (ServerSocket gone = new ServerSocket(0)) {
            port = gone.getLocalPort();
        }
        Failed failed = fail(Request.post(URI.create("http://127.0.0.1:" + port + "/x"), Payload.json("{}")));
        assertThat(failed.cause()).isEqualTo(Cause.CONNECT_REFUSED);
        assertThat(failed.detail()).isEqualTo("127.0.0.1:" + port + " refused the connection");
        assertThat(failed.mayHaveArrived()).isFalse();
    }

    @Test
    void aFullAcceptQueueTimesOutInConnect() throws IOException {
        try (ServerSocket deaf = new ServerSocket(0, 1)) {
            for (int at = 0; at < 4; at++) {
                fail(Request.get(URI.create("http://127.0.0.1:" + deaf.getLocalPort()))
                        .withTimeout(Duration.ofMillis(100))
                        .withWire(Wire.FRESH));
            }
            Failed failed = fail(Request.get(URI.create("http://127.0.0.1:" + deaf.getLocalPort()))
                    .withTimeout(TIMEOUT)
                    .withWire(Wire.FRESH));
            assertThat(failed.cause()).isEqualTo(Cause.TIMEOUT);
        }
    }

    @Test
    void aNameThatDoesNotExist() {
        Client dead = new Client(new SystemClock(), "test", new Names(host -> {
            throw new UnknownHostException(host);
        }));
        Failed failed = fail(dead, Request.get(URI.create("http://nowhere.example/")));
        assertThat(failed.cause()).isEqualTo(Cause.DNS);
        assertThat(failed.detail()).isEqualTo("no address for nowhere.example");
    }

    @Test
    void aResolverThatHangsHoldsNobodyPastHisDeadlineAndIsAskedOncePerHost() {
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        Client stuck = new Client(new SystemClock(), "test", new Names(host -> {
            asked.incrementAndGet();
            awaitQuietly(never);
            throw new UnknownHostException(host);
        }));
        for (int at = 0; at < 3; at++) {
            Failed failed =
                    fail(stuck, Request.get(URI.create("http://slow.example/")).withTimeout(Duration.ofMillis(60)));
            assertThat(failed.cause()).isEqualTo(Cause.TIMEOUT);
            assertThat(failed.trace().reached()).isEqualTo(Phase.RESOLVE);
        }
        assertThat(asked).hasValue(1);
        never.countDown();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void interruptedCallersGetAWordNotAnException() {
        try (Rogue server = Rogue.plain(Rogue::hold)) {
            Thread.currentThread().interrupt();
            Failed failed = fail(Request.get(server.uri("/")));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(failed.cause()).isEqualTo(Cause.INTERRUPTED);
        }
    }

    @Test
    void whatCannotBeARequestIsRefusedWithoutQuotingIt() {
        Failed header = fail(Request.get(URI.create("http://127.0.0.1/")).withHeader("X-Key", "s3cret\nInjected: 1"));
        assertThat(header.cause()).isEqualTo(Cause.REQUEST);
        assertThat(header.detail()).doesNotContain("s3cret");
        Failed address = fail(Request.get(URI.create("ftp://127.0.0.1/")));
        assertThat(address.cause()).isEqualTo(Cause.REQUEST);
    }

    @Test
    void anEndlessBodyIsCutAndItsConnectionDropped() {
        try (Rogue server = Rogue.plain(socket -> {
            Rudeness.swallow(socket);
            Rogue.send(socket, "HTTP/1.1 200 OK\r\n\r\n");
            while (true) {
                Rogue.send(socket, "x".repeat(4096));
            }
        })) {
            Request request = Request.get(server.uri("/"));
            Answered answered = (Answered)
                    client.exchange(request.withLimits(request.limits().withBodyBytes(10_000)));
            assertThat(answered.reply().truncated()).isTrue();
            assertThat(answered.reply().bytes()).hasSize(10_000);
            assertThat(answered.trace().total()).isLessThan(SLACK);
        }
    }

    private Failed fail(Request request) {
        return fail(client, request);
    }

    private static Failed fail(Client client, Request request) {
        Exchange exchange = client.exchange(request);
        assertThat(exchange).isInstanceOf(Failed.class);
        assertThat(exchange.trace().total())
                .isLessThan(request.limits().timeout().plus(SLACK));
        return (Failed) exchange;
    }
}
