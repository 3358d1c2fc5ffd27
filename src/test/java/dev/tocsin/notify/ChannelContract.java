package dev.tocsin.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.clock.SystemClock;
import dev.tocsin.config.Config;
import dev.tocsin.config.Loaded;
import dev.tocsin.config.Source;
import dev.tocsin.http.Client;
import dev.tocsin.incident.Member;
import dev.tocsin.incident.Page;
import dev.tocsin.incident.Page.Kind;
import dev.tocsin.lab.Fault;
import dev.tocsin.lab.LoopbackServer;
import dev.tocsin.lab.Reply;
import dev.tocsin.model.Labels;
import dev.tocsin.notify.Delivery.Accepted;
import dev.tocsin.notify.Delivery.Deferred;
import dev.tocsin.notify.Delivery.Refused;
import dev.tocsin.notify.Delivery.Unknown;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every channel over HTTP must hold: outcomes by status, the deadline, nothing secret in a word, no exception whatever the
 * page holds and the far end does. A channel's test extends it, says how the channel is configured and what its far end says when
 * all is well.
 */
public abstract class ChannelContract {
    /** The secret that stands in every configuration of the kit. */
    protected static final String SECRET = "s3cr3t-0123456789abcdef0123456789";

    protected final SystemClock clock = new SystemClock();
    protected final Posting posting = new Posting(new Client(clock, "test"), clock);
    protected final Wording wording = Wording.of(Optional.of(URI.create("https://tocsin.example.com")));
    private Reply reply = Reply.of(200, "");
    private final LoopbackServer server = LoopbackServer.start(0, call -> reply);

    /** The kind under test. */
    protected abstract ChannelKind kind();

    /** One entry of {@code *_configs} for a far end below {@code base}, with {@link #SECRET} in it. */
    protected abstract String entry(URI base);

    /** What the far end answers when it takes a page. */
    protected abstract Reply accepted();

    @AfterEach
    final void closeServer() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    final void everyKindOfPageIsTaken(Kind kind) {
        reply = accepted();
        assertThat(send(page(kind), 5)).isInstanceOf(Accepted.class);
    }

    @ParameterizedTest
    @CsvSource({
        "301, INVALID, refused",
        "400, INVALID, refused",
        "401, UNAUTHORIZED, refused",
        "403, UNAUTHORIZED, refused",
        "404, NO_SUCH_ADDRESSEE, refused",
        "408, TIMEOUT, deferred",
        "410, NO_SUCH_ADDRESSEE, refused",
        "413, INVALID, refused",
        "422, INVALID, refused",
        "429, RATE_LIMITED, deferred",
        "500, SERVER_ERROR, deferred",
        "502, SERVER_ERROR, deferred",
        "503, SERVER_ERROR, deferred",
        "504, SERVER_ERROR, deferred",
        "599, SERVER_ERROR, deferred"
    })
    final void aStatusMeansAnOutcome(int status, Cause cause, String outcome) {
        reply = new Reply(status, Map.of("Retry-After", "30"), "no: " + SECRET);
        Delivery delivery = send(page(Kind.TRIGGER), 5);
        if (outcome.equals("refused")) {
            assertThat(delivery).isInstanceOf(Refused.class);
            assertThat(((Refused) delivery).cause()).isEqualTo(cause);
        } else {
            assertThat(delivery).isInstanceOf(Deferred.class);
            assertThat(((Deferred) delivery).cause()).isEqualTo(cause);
            assertThat(((Deferred) delivery).retryAfter()).contains(Duration.ofSeconds(30));
        }
        assertThat(delivery.toString()).doesNotContain(SECRET).contains(Integer.toString(status));
    }

    @Test
    final void aFarEndThatNeverAnswersIsLeftByTheDeadline() {
        server.faults().always(new Fault.Silent());
        Duration before = clock.elapsed();
        Delivery delivery =
                channel(server.uri()).send(page(Kind.TRIGGER), clock.now().plusMillis(400));
        assertThat(clock.elapsed().minus(before)).isBetween(Duration.ofMillis(300), Duration.ofSeconds(3));
        assertThat(delivery).isInstanceOf(Unknown.class);
        assertThat(((Unknown) delivery).cause()).isEqualTo(Cause.TIMEOUT);
        assertThat(delivery.toString()).doesNotContain(SECRET);
    }

    @Test
    final void nothingIsSentWhenTheDeadlineHasPassed() {
        reply = accepted();
        assertThat(send(page(Kind.TRIGGER), 0)).isInstanceOf(Deferred.class);
    }

    @Test
    final void aConnectionThatBreaksIsTriedAgain() {
        server.faults().always(new Fault.HangUp());
        Delivery delivery = send(page(Kind.TRIGGER), 5);
        assertThat(delivery).isInstanceOf(Unknown.class);
        assertThat(delivery.toString()).doesNotContain(SECRET);
    }

    @Test
    final void aFarEndThatIsNotThereIsTriedAgain() {
        URI gone = server.uri();
        server.close();
        Delivery delivery = channel(gone).send(page(Kind.TRIGGER), clock.now().plusSeconds(5));
        assertThat(delivery).isInstanceOf(Deferred.class);
        assertThat(((Deferred) delivery).cause()).isEqualTo(Cause.UNREACHABLE);
        assertThat(delivery.toString()).doesNotContain(SECRET).contains(gone.getHost());
    }

    /** {@code page} sent through the channel at the kit's own server, which has so many seconds. */
    private Delivery send(Page page, long seconds) {
        return channel(server.uri()).send(page, clock.now().plusSeconds(seconds));
    }

    /** A channel that is configured by {@link #entry}. */
    protected final Channel channel(URI base) {
        return configured(entry(base));
    }

    /** A channel that is configured by {@code entry}, in YAML's flow style. */
    protected final Channel configured(String entry) {
        Source source = new Source("test.yml", entry, Path.of("."));
        Loaded<Channel> loaded = Config.load(
                source,
                name -> Optional.of(SECRET),
                in -> in.one("global", global -> kind().defaults(global)).read(in));
        assertThat(loaded).as(String.valueOf(loaded)).isInstanceOf(Loaded.Ready.class);
        return ((Loaded.Ready<Channel>) loaded).value();
    }

    /** A page for an endpoint of this kind. */
    protected final Page page(Kind kind) {
        return Pages.of(kind, "team/" + kind().name() + "/0");
    }

    /** A page with everything in it that a label may hold and a channel may stumble over. */
    protected final Page hostile(Kind kind) {
        String nasty = "<!channel> & <b onload='x'>\"q\"</b> \r\nBcc: all@example.com\u0000\u202e 💥 *bold* |"
                + "x".repeat(20_000);
        List<Member> members = IntStream.range(0, 500)
                .mapToObj(at -> Pages.member(
                        Labels.of("alertname", nasty, "severity", "critical", "service", nasty, "n", "" + at),
                        Map.of(
                                "summary",
                                nasty,
                                "description",
                                nasty,
                                "runbook_url",
                                "https://example.com/" + "y".repeat(5000)),
                        Double.NaN))
                .toList();
        return Pages.firing(page(kind), members);
    }
}
