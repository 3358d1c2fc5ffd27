package dev.tocsin.lab.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.http.Client;
import dev.tocsin.http.Exchange;
import dev.tocsin.http.Payload;
import dev.tocsin.http.Reply;
import dev.tocsin.http.Request;
import dev.tocsin.http.Wire;
import dev.tocsin.lab.Fault;
import dev.tocsin.lab.SimulatedClock;
import dev.tocsin.lab.pagerduty.Event.Fate;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stand-in does what is known of the real one. */
class FakePagerDutyTest {
    private final SimulatedClock clock = new SimulatedClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final FakePagerDuty platform =
            FakePagerDuty.start(clock, 0).person("key-ann", "ann").person("key-bob", "bob");
    private final Client client = new Client(clock, "test");

    @AfterEach
    void close() {
        platform.close();
        client.close();
    }

    @Test
    void countsPeopleWokenAndNotRequests() {
        send("trigger", "key-ann", "i1");
        send("trigger", "key-ann", "i1");
        send("acknowledge", "key-ann", "i1");
        send("trigger", "key-ann", "i1");
        send("trigger", "key-bob", "i1");

        assertThat(platform.notified()).extracting(Notification::person).containsExactly("ann", "bob");
        assertThat(platform.events())
                .extracting(Event::fate)
                .containsExactly(Fate.OPENED, Fate.MERGED, Fate.ACKNOWLEDGED, Fate.MERGED, Fate.OPENED);
    }

    @Test
    void opensANewOneAfterAResolve() {
        send("trigger", "key-ann", "i1");
        send("resolve", "key-ann", "i1");
        assertThat(platform.open()).isEmpty();
        send("trigger", "key-ann", "i1");

        assertThat(platform.notified()).extracting(Notification::number).containsExactly(1, 2);
        assertThat(platform.open()).containsExactly("i1");
    }

    @Test
    void acceptsAndDropsWhatFindsNoOpenAlert() {
        send("trigger", "key-ann", "i1");
        assertThat(send("resolve", "key-bob", "i1").status()).isEqualTo(202);
        assertThat(send("acknowledge", "key-ann", "other").status()).isEqualTo(202);

        assertThat(platform.open()).containsExactly("i1");
        assertThat(platform.events()).extracting(Event::fate).containsExactly(Fate.OPENED, Fate.DROPPED, Fate.DROPPED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"routing_key\":\"nobody\",\"event_action\":\"resolve\",\"dedup_key\":\"x\"}",
                "{\"routing_key\":\"key-ann\",\"event_action\":\"explode\",\"dedup_key\":\"x\"}",
                "{\"routing_key\":\"key-ann\",\"event_action\":\"trigger\",\"payload\":{\"source\":\"s\",\"severity\":\"error\"}}",
                "{\"routing_key\":\"key-ann\",\"event_action\":\"trigger\",\"payload\":{\"summary\":\"s\",\"severity\":\"error\"}}",
                "{\"routing_key\":\"key-ann\",\"event_action\":\"trigger\",\"payload\":{\"summary\":\"s\",\"source\":\"s\",\"severity\":\"high\"}}"
            })
    void refusesWhatIsInvalid(String body) {
        Reply reply = post(body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text()).contains("\"status\":\"invalid event\"").contains("errors");
        assertThat(platform.notified()).isEmpty();
    }

    @Test
    void refusesWhatIsTooLong() {
        assertThat(post(trigger("key-ann", "i1", "x".repeat(1025))).status()).isEqualTo(400);
        assertThat(post(trigger("key-ann", "k".repeat(256), "x")).status()).isEqualTo(400);
        assertThat(post(trigger("key-ann", "i1", "x".repeat(600_000))).status()).isEqualTo(400);
        assertThat(post(trigger("key-ann", "k".repeat(255), "x".repeat(1024))).status())
                .isEqualTo(202);
    }

    @Test
    void limitsAKeyTo120AMinute() {
        for (int at = 0; at < 120; at++) {
            assertThat(send("trigger", "key-ann", "i" + at).status()).isEqualTo(202);
        }
        assertThat(send("trigger", "key-ann", "more").status()).isEqualTo(429);
        assertThat(send("trigger", "key-bob", "more").status()).isEqualTo(202);
        clock.advance(Duration.ofSeconds(61));
        assertThat(send("trigger", "key-ann", "more").status()).isEqualTo(202);
    }

    @Test
    void misbehavesByScript() {
        platform.faults().next(Fault.rateLimited(30), Fault.status(503), new Fault.AnswerLost());
        Reply limited = send("trigger", "key-ann", "i1");
        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.headers().first("Retry-After")).contains("30");
        assertThat(send("trigger", "key-ann", "i1").status()).isEqualTo(503);
        assertThat(platform.events()).isEmpty();

        assertThat(client.exchange(request(trigger("key-ann", "i1", "s")))).isInstanceOf(Exchange.Failed.class);
        assertThat(platform.notified()).hasSize(1);
    }

    private Reply send(String action, String key, String dedupKey) {
        return post(trigger(key, dedupKey, "it burns").replace("\"trigger\"", '"' + action + '"'));
    }

    private Reply post(String body) {
        return ((Exchange.Answered) client.exchange(request(body))).reply();
    }

    private Request request(String body) {
        return Request.post(URI.create(platform.uri() + "/v2/enqueue"), Payload.json(body))
                .withWire(Wire.FRESH);
    }

    private static String trigger(String key, String dedupKey, String summary) {
        return """
                {"routing_key":"%s","event_action":"trigger","dedup_key":"%s",
                 "payload":{"summary":"%s","source":"test","severity":"critical"}}""".formatted(key, dedupKey, summary);
    }
}
