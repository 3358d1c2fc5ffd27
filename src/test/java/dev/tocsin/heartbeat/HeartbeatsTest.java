package dev.tocsin.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.clock.SystemClock;
import dev.tocsin.config.Secret;
import dev.tocsin.http.Authority;
import dev.tocsin.http.Client;
import dev.tocsin.http.Dsn;
import dev.tocsin.http.Rogue;
import dev.tocsin.lab.Call;
import dev.tocsin.lab.Fault;
import dev.tocsin.lab.LoopbackServer;
import dev.tocsin.lab.Reply;
import dev.tocsin.lab.SeededChance;
import dev.tocsin.lab.SimulatedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Heartbeats to a real server; time is simulated. */
final class HeartbeatsTest {
    private static final String PATH = "/ping/7c1f0a52-secret";

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final LoopbackServer watcher = LoopbackServer.start(0, call -> {
        calls.add(call);
        return Reply.of(200, "OK");
    });
    private final SimulatedClock time = new SimulatedClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final Client client = new Client(new SystemClock(), "test");
    private Pulse pulse = new Pulse.Beating();
    private final Heartbeats heartbeats =
            new Heartbeats(new Heartbeats.Ports(time, time, new SeededChance(1), Runnable::run, client, () -> pulse));

    @AfterEach
    void close() {
        heartbeats.close();
        watcher.close();
        client.close();
    }

    @Test
    void beatsOnItsIntervalWhileTheLineWorks() {
        heartbeats.replace(List.of(ping(false, Optional.empty(), Duration.ofSeconds(5))));
        time.advance(Duration.ofMinutes(3));
        assertThat(calls)
                .extracting(call -> call.method() + " " + call.path())
                .containsExactly("GET " + PATH, "GET " + PATH, "GET " + PATH, "GET " + PATH);
        assertThat(heartbeats.status()).singleElement().satisfies(status -> {
            assertThat(status.sent()).isEqualTo(4);
            assertThat(status.arrived()).contains(time.now());
            assertThat(status.trouble()).isEmpty();
        });
    }

    @Test
    void saysNothingGoodWhileTheLineDoesNotWork() {
        heartbeats.replace(List.of(ping(false, Optional.empty(), Duration.ofSeconds(5))));
        time.advance(Duration.ofSeconds(1));
        pulse = new Pulse.Failing("no turn is taken");
        time.advance(Duration.ofMinutes(5));
        assertThat(calls).hasSize(1);
        assertThat(heartbeats.status().getFirst().withheld()).isEqualTo(5);
        assertThat(heartbeats.status().getFirst().trouble()).contains("the line does not work: no turn is taken");

        pulse = new Pulse.Beating();
        time.advance(Duration.ofMinutes(1));
        assertThat(calls).hasSize(2);
    }

    @Test
    void tellsOfTroubleWhereItIsWanted() {
        pulse = new Pulse.Failing("no turn is taken");
        heartbeats.replace(
                List.of(ping(true, Optional.of(Secret.of(watcher.uri() + PATH + "/fail")), Duration.ofSeconds(5))));
        time.advance(Duration.ofSeconds(1));
        assertThat(calls).singleElement().satisfies(call -> {
            assertThat(call.method()).isEqualTo("POST");
            assertThat(call.path()).isEqualTo(PATH + "/fail");
            assertThat(call.text()).isEqualTo("no turn is taken");
        });
    }

    @Test
    void anAgentThatStandsByIsSilent() {
        pulse = new Pulse.Resting();
        heartbeats.replace(
                List.of(ping(false, Optional.of(Secret.of(watcher.uri() + "/fail")), Duration.ofSeconds(5))));
        time.advance(Duration.ofMinutes(3));
        assertThat(calls).isEmpty();
        assertThat(heartbeats.status().getFirst().withheld()).isZero();
    }

    @Test
    void whatFailsIsTriedTwiceMoreAndThenOnTheNextInterval() {
        watcher.faults().next(Fault.status(500), Fault.status(500), Fault.status(503));
        heartbeats.replace(List.of(ping(false, Optional.empty(), Duration.ofSeconds(5))));
        time.advance(Duration.ofSeconds(59));
        assertThat(calls).isEmpty();
        assertThat(heartbeats.status().getFirst().failed()).isEqualTo(3);
        assertThat(heartbeats.status().getFirst().trouble()).contains("HTTP 503");
        time.advance(Duration.ofSeconds(1));
        assertThat(calls).hasSize(1);
        assertThat(heartbeats.status().getFirst().trouble()).isEmpty();
    }

    @Test
    void aWatcherThatNeverAnswersOrCannotBeTrustedCostsAHeartbeatAndNothingSecretIsSaid() {
        watcher.faults().always(new Fault.Silent());
        heartbeats.replace(List.of(ping(false, Optional.empty(), Duration.ofMillis(100))));
        time.advance(Duration.ofMillis(1));
        assertThat(heartbeats.status().getFirst().trouble()).contains("timeout");

        Instant now = new SystemClock().now();
        Authority nobodyKnows = new Authority("Root", now.minus(Duration.ofDays(9)), now.plus(Duration.ofDays(9)));
        Authority.Issued own =
                nobodyKnows.issue(now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)), "127.0.0.1");
        try (Rogue tls = Rogue.tlsAnswering(own.server(), "OK")) {
            Way way = new Way.Ping(Secret.of(tls.uri("127.0.0.1", PATH).toString()), false, Optional.empty());
            heartbeats.replace(List.of(new HeartbeatConfig("tls", way, Duration.ofMinutes(1), Duration.ofSeconds(5))));
            time.advance(Duration.ofMillis(1));
            assertThat(heartbeats.status()).singleElement().satisfies(status -> {
                assertThat(status.trouble().orElseThrow()).startsWith("tls");
                assertThat(status.toString()).doesNotContain("secret");
            });
        }
        assertThat(calls).isEmpty();
    }

    @Test
    void checksInAtSentry() throws JsonProcessingException {
        String dsn = watcher.uri().toString().replace("http://", "http://0123abcd@") + "/42";
        Way way = new Way.CheckIn(new Dsn(Secret.of(dsn)), "tocsin-production", "production", Duration.ofMinutes(2));
        heartbeats.replace(List.of(new HeartbeatConfig("sentry", way, Duration.ofMinutes(5), Duration.ofSeconds(5))));
        time.advance(Duration.ofMinutes(1));
        pulse = new Pulse.Failing("no turn is taken");
        time.advance(Duration.ofMinutes(5));

        assertThat(calls).extracting(Call::path).containsOnly("/api/42/cron/tocsin-production/0123abcd/");
        List<JsonNode> said = calls.stream().map(call -> json(call.text())).toList();
        assertThat(said)
                .extracting(body -> body.path("status").asText())
                .containsExactly("in_progress", "ok", "in_progress", "error");
        assertThat(said.get(0).path("check_in_id").asText())
                .matches("[0-9a-f]{32}")
                .isEqualTo(said.get(1).path("check_in_id").asText())
                .isNotEqualTo(said.get(2).path("check_in_id").asText());
        assertThat(calls.get(1).query()).startsWith("status=ok&check_in_id=");
        assertThat(said.getFirst().path("monitor_config")).isEqualTo(new ObjectMapper().readTree("""
                {"schedule": {"type": "interval", "value": 5, "unit": "minute"}, "checkin_margin": 2, "max_runtime": 1,
                 "timezone": "UTC"}"""));
    }

    @Test
    void aReloadLeavesTheRhythmOfWhatIsUnchangedAlone() {
        HeartbeatConfig config = ping(false, Optional.empty(), Duration.ofSeconds(5));
        heartbeats.replace(List.of(config));
        time.advance(Duration.ofSeconds(30));
        heartbeats.replace(List.of(config));
        time.advance(Duration.ofSeconds(29));
        assertThat(calls).hasSize(1);
        heartbeats.replace(List.of());
        time.advance(Duration.ofMinutes(5));
        assertThat(calls).hasSize(1);
        assertThat(heartbeats.status()).isEmpty();
    }

    private HeartbeatConfig ping(boolean post, Optional<Secret> trouble, Duration timeout) {
        Way way = new Way.Ping(Secret.of(watcher.uri() + PATH), post, trouble);
        return new HeartbeatConfig("watcher", way, Duration.ofMinutes(1), timeout);
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException garbage) {
            throw new AssertionError(garbage);
        }
    }
}
